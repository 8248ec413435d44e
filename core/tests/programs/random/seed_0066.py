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
        event.set()
        time.sleep(0.5)
        async for n in count(2, 0.2):
            log("a1", n)
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.wait_for(w3(), 0.3))
        except (TimeoutError, ValueError) as error:
            log("c3", type(error).__name__)
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.wait_for(w3(), 0.3))
        except (TimeoutError, ValueError) as error:
            log("e5", type(error).__name__)
        log("f6")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "g7"), asyncio.sleep(0.2, "h8"), asyncio.sleep(0.1, "i9")))
        except Exception as error:
            log("j10", repr(error))
        await event.wait()
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0, "k11")), asyncio.ensure_future(asyncio.sleep(0.1, "l12")), asyncio.ensure_future(asyncio.sleep(0, "m13"))], return_when=asyncio.FIRST_COMPLETED)
        log("n14", len(done), len(pending))
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "o15")))
        log("p16")
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
                log(await asyncio.shield(w2()))
            except Exception as error:
                log("q17", repr(error))
            try:
                log(await asyncio.gather(w2(), asyncio.sleep(0.5, "r18")))
            except Exception as error:
                log("s19", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
