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
            log(await asyncio.shield(w1()))
        except Exception as error:
            log("a1", repr(error))
        asyncio.get_running_loop().call_soon(log, "b2")
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("d4", repr(error))
        async with lock:
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "e5")))
            tasks.append(asyncio.create_task(asyncio.sleep(0.1, "g7"), name="f6"))
            log("h8")
        log("i9")
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
                log(await asyncio.shield(w5()))
            except Exception as error:
                log("j10", repr(error))
            await queue.put("k11")
            try:
                log(await asyncio.shield(asyncio.sleep(0.2, "l12")))
            except Exception as error:
                log("m13", repr(error))
            log("n14")
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log("p16", asyncio.current_task().get_name())
        log("q17")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        await event.wait()
        log("r18")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "s19")), asyncio.ensure_future(asyncio.sleep(0.5, "t20"))], return_when=asyncio.ALL_COMPLETED, timeout=0.2)
        log("u21", len(done), len(pending))
        log("v22")
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
            try:
                log(await asyncio.wait_for(w2(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("w23", type(error).__name__)
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("x24", repr(error))
            async with lock:
                log("y25", asyncio.current_task().get_name())
                tasks.append(asyncio.create_task(w0()))
                log("z26")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
