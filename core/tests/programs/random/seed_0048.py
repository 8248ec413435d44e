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
        time.sleep(0.2)
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        tasks.append(asyncio.create_task(w2(), name="a1"))
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0)
        log("c3", asyncio.current_task().get_name())
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async with semaphore:
            try:
                async with asyncio.timeout(0.5):
                    log("got", await queue.get())
                    tasks.append(asyncio.create_task(asyncio.sleep(0.1, "f6"), name="e5"))
                    log("g7")
            except TimeoutError:
                log("h8", 'timed out')
            done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(asyncio.sleep(0.5, "i9")), asyncio.ensure_future(asyncio.sleep(0.1, "j10"))], return_when=asyncio.ALL_COMPLETED)
            log("k11", len(done), len(pending))
            for task in pending:
                task.cancel()
            asyncio.get_running_loop().call_soon(log, "l12")
            log("m13")
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "n14"), w4(), return_exceptions=True))
        except Exception as error:
            log("o15", repr(error))
        log("p16")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if tasks:
            log("cancel", tasks[0 % len(tasks)].cancel())
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("q17", repr(error))
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        log("r18")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.wait_for(w5(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("s19", type(error).__name__)
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("t20", repr(error))
        log("u21")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        if queue.empty():
            raise ValueError("v22")
        log("w23")
    except asyncio.CancelledError:
        log("w5 cancelled")
        await asyncio.sleep(0)
        raise
    finally:
        log("w5 ends")
    return "w5"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(0.3)
            done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w3())], return_when=asyncio.ALL_COMPLETED)
            log("x24", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
