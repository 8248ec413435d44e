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
        try:
            log(await asyncio.wait_for(w3(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("a1", type(error).__name__)
        try:
            log(await asyncio.gather(w1(), asyncio.sleep(0.1, "b2")))
        except Exception as error:
            log("c3", repr(error))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.2)
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.ALL_COMPLETED)
        log("e5", len(done), len(pending))
        tasks.append(asyncio.create_task(w3(), name="f6"))
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "g7")))
        except Exception as error:
            log("h8", repr(error))
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        asyncio.get_running_loop().call_soon(log, "j10")
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
            log(await asyncio.shield(asyncio.sleep(0.2, "l12")))
        except Exception as error:
            log("m13", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.1, "n14"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("o15", type(error).__name__)
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "q17"), name="p16"))
        log("r18")
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
            await asyncio.sleep(0.1)
            if tasks:
                try:
                    log("task gave", await tasks[-3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
