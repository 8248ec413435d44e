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
        event.clear()
        log("a1")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("b2", repr(error))
        async for n in count(4, 0):
            log("c3", n)
            if n == 2:
                break
        asyncio.get_running_loop().call_later(0.2, log, "d4")
        log("e5")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.gather(w3(), w3()))
        except Exception as error:
            log("f6", repr(error))
        log("g7", asyncio.current_task().get_name())
        if len(tasks) % 2:
            raise ValueError("h8")
        asyncio.get_running_loop().call_later(0.3, log, "i9")
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await asyncio.sleep(0.2)
        log("k11", asyncio.current_task().get_name())
        log("l12")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.gather(w1(), asyncio.sleep(0.1, "m13"), w0()))
            except Exception as error:
                log("n14", repr(error))
            log("got", await queue.get())
            log("o15", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
