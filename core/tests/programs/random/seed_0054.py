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
        async for n in count(4, 0.2):
            log("a1", n)
            if n == 1:
                break
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "b2")))
        except Exception as error:
            log("c3", repr(error))
        async with semaphore:
            if queue.empty():
                raise ValueError("d4")
            try:
                log(await asyncio.shield(w1()))
            except Exception as error:
                log("e5", repr(error))
            await asyncio.sleep(0.3)
            log("f6")
        log("got", await queue.get())
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.1)
        log("h8")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.3, "i9"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("j10", type(error).__name__)
        await asyncio.sleep(0.3)
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async for n in count(2, 0.1):
            log("l12", n)
        asyncio.get_running_loop().call_soon(log, "m13")
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "n14")))
        except Exception as error:
            log("o15", repr(error))
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("p16")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.5)
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
            async for n in count(3, 0.1):
                log("q17", n)
                if n == 1:
                    break
            await asyncio.sleep(0.3)
            try:
                log(await asyncio.gather(asyncio.sleep(0.5, "r18"), w2(), w2(), return_exceptions=True))
            except Exception as error:
                log("s19", repr(error))
            async with lock:
                if tasks:
                    try:
                        log("task gave", await tasks[0 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                if tasks:
                    log("cancel", tasks[2 % len(tasks)].cancel())
                asyncio.get_running_loop().call_soon(log, "t20")
                log("u21")
            time.sleep(0.5)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
