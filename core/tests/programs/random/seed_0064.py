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
            log(await asyncio.gather(w3(), w4()))
        except Exception as error:
            log("c3", repr(error))
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "d4")))
        await asyncio.sleep(0.2)
        log("e5")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0.5)
        await event.wait()
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
            queue.put_nowait("g7")
        except asyncio.QueueFull:
            log("full")
        asyncio.get_running_loop().call_soon(log, "h8")
        event.set()
        event.set()
        log("i9")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        async with semaphore:
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0.3, "j10"))
            except* Exception as errors:
                log("k11", len(errors.exceptions))
            log("l12")
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "m13"), asyncio.sleep(0.1, "n14"), return_exceptions=True))
        except Exception as error:
            log("o15", repr(error))
        log("p16")
    except asyncio.CancelledError:
        log("w4 cancelled")
        return "w4 stays"
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
                log(await asyncio.wait_for(w1(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("q17", type(error).__name__)
            await asyncio.sleep(0)
            time.sleep(0.1)
            log("r18", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
