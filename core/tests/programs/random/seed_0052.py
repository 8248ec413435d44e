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
        if queue.empty():
            raise ValueError("a1")
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        log("c3", asyncio.current_task().get_name())
        if tasks:
            try:
                log("task gave", await tasks[3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        if tasks:
            log("cancel", tasks[3 % len(tasks)].cancel())
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async for n in count(1, 0.1):
            log("e5", n)
            if n == 0:
                break
        log("f6")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        asyncio.get_running_loop().call_soon(log, "g7")
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "h8")))
        except Exception as error:
            log("i9", repr(error))
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("j10")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        try:
            log(await asyncio.shield(asyncio.sleep(0.5, "k11")))
        except Exception as error:
            log("l12", repr(error))
        log("m13")
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
            try:
                log(await asyncio.gather(w4(), w1()))
            except Exception as error:
                log("n14", repr(error))
            try:
                log(await asyncio.wait_for(w4(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("o15", type(error).__name__)
            log(await asyncio.to_thread(block, 0, "p16"))
            try:
                log(await asyncio.gather(w1(), asyncio.sleep(0.2, "q17")))
            except Exception as error:
                log("r18", repr(error))
            try:
                log(await asyncio.gather(w1(), w1(), w4()))
            except Exception as error:
                log("s19", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
