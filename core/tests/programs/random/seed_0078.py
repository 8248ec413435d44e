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
        tasks.append(asyncio.create_task(w2()))
        log("a1")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "b2")))
        except Exception as error:
            log("c3", repr(error))
        async for n in count(4, 0.2):
            log("d4", n)
            if n == 0:
                break
        log("e5")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "f6")))
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION)
        log("g7", len(done), len(pending))
        try:
            log(await asyncio.shield(asyncio.sleep(0.3, "h8")))
        except Exception as error:
            log("i9", repr(error))
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "k11")))
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
            tasks.append(asyncio.create_task(w2()))
            log(await asyncio.to_thread(block, 0, "m13"))
            log("n14", asyncio.current_task().get_name())
            async with lock:
                await asyncio.sleep(0)
                async for n in count(4, 0.1):
                    log("o15", n)
                    if n == 0:
                        break
                asyncio.get_running_loop().call_later(0.3, log, "p16")
                log("q17")
            try:
                log(await asyncio.shield(w1()))
            except Exception as error:
                log("r18", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
