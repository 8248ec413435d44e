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
        log("a1", asyncio.current_task().get_name())
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("b2", repr(error))
        try:
            log(await asyncio.shield(asyncio.sleep(0.5, "c3")))
        except Exception as error:
            log("d4", repr(error))
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with semaphore:
            done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED)
            log("f6", len(done), len(pending))
            for task in pending:
                task.cancel()
            event.set()
            log("g7")
        async for n in count(2, 0.2):
            log("h8", n)
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("j10", type(error).__name__)
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("l12", repr(error))
        log("m13")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        log("n14", asyncio.current_task().get_name())
        if tasks:
            try:
                log("task gave", await tasks[0 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("o15")
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
            async with semaphore:
                await asyncio.sleep(0.3)
                tasks.append(asyncio.create_task(asyncio.sleep(0, "p16")))
                tasks.append(asyncio.create_task(asyncio.sleep(0.2, "q17")))
                log("r18")
            try:
                async with asyncio.timeout(0.2):
                    tasks.append(asyncio.create_task(asyncio.sleep(0.1, "s19")))
                    event.set()
                    if tasks:
                        log("cancel", tasks[5 % len(tasks)].cancel())
                    log("t20")
            except TimeoutError:
                log("u21", 'timed out')
            if tasks:
                try:
                    log("task gave", await tasks[3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            tasks.append(asyncio.create_task(w1(), name="v22"))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
