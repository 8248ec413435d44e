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
        async for n in count(4, 0.1):
            log("a1", n)
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.gather(w3(), w3()))
        except Exception as error:
            log("c3", repr(error))
        await asyncio.sleep(0.2)
        if tasks:
            try:
                log("task gave", await tasks[2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        log(await asyncio.to_thread(block, 0.3, "e5"))
        log("f6")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if len(tasks) % 2:
            raise ValueError("g7")
        async for n in count(2, 0.3):
            log("h8", n)
        log("i9")
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
                log(await asyncio.wait_for(w0(), 0.2))
            except (TimeoutError, ValueError) as error:
                log("j10", type(error).__name__)
            done, pending = await asyncio.wait([asyncio.ensure_future(w0()), asyncio.ensure_future(asyncio.sleep(0.2, "k11"))], return_when=asyncio.ALL_COMPLETED, timeout=0.3)
            log("l12", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
