import asyncio
import time

tasks = []


def log(*parts):
    print(f"{asyncio.get_running_loop().time():.2f}", *parts)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def count(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        log("count ends")


async def w0():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w3()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
        log("a1", len(done), len(pending))
        try:
            async with asyncio.timeout(0.3):
                if tasks:
                    try:
                        log("task gave", await tasks[3 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                if tasks:
                    try:
                        log("task gave", await tasks[-1 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("b2")
        except TimeoutError:
            log("c3", 'timed out')
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "e5")))
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        time.sleep(0.5)
        await asyncio.sleep(0.2)
        asyncio.get_running_loop().call_soon(log, "g7")
        log("h8")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "i9")), asyncio.ensure_future(w4())], return_when=asyncio.ALL_COMPLETED)
        log("j10", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("k11")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.3)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0, "l12")))
        except Exception as error:
            log("m13", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.3, "n14")), asyncio.ensure_future(asyncio.sleep(0.1, "o15"))], return_when=asyncio.ALL_COMPLETED, timeout=0.5)
        log("p16", len(done), len(pending))
        await asyncio.sleep(0.3)
        log("q17")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(0.3)
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "s19"), name="r18"))
            if tasks:
                log("cancel", tasks[3 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
