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
        log("got", await queue.get())
        await asyncio.sleep(0.3)
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
            queue.put_nowait("b2")
        except asyncio.QueueFull:
            log("full")
        await asyncio.sleep(0.3)
        asyncio.get_running_loop().call_soon(log, "c3")
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w3()))
        log("e5")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await queue.put("f6")
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "g7")))
        except Exception as error:
            log("h8", repr(error))
        await asyncio.sleep(0.1)
        log("i9")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        asyncio.get_running_loop().call_soon(log, "j10")
        await asyncio.sleep(0.5)
        log("k11")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        try:
            log(await asyncio.gather(asyncio.sleep(0, "l12"), asyncio.sleep(0.3, "m13"), asyncio.sleep(0.1, "n14")))
        except Exception as error:
            log("o15", repr(error))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.1, "p16"))
        except* Exception as errors:
            log("q17", len(errors.exceptions))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.1, "r18"), 0.5))
        except (TimeoutError, ValueError) as error:
            log("s19", type(error).__name__)
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("t20")
    except asyncio.CancelledError:
        log("w5 cancelled")
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
                log(await asyncio.wait_for(w3(), 0.5))
            except (TimeoutError, ValueError) as error:
                log("u21", type(error).__name__)
            try:
                log(await asyncio.wait_for(w3(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("v22", type(error).__name__)
            done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w4()), asyncio.ensure_future(asyncio.sleep(0.2, "w23"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
            log("x24", len(done), len(pending))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
