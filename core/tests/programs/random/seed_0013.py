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
            log(await asyncio.wait_for(w2(), 0.5))
        except (TimeoutError, ValueError) as error:
            log("a1", type(error).__name__)
        log("b2", asyncio.current_task().get_name())
        log(await asyncio.to_thread(block, 0.3, "c3"))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w3()))
        try:
            async with asyncio.timeout(0.5):
                try:
                    log(await asyncio.shield(asyncio.sleep(0.5, "e5")))
                except Exception as error:
                    log("f6", repr(error))
                done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
                log("g7", len(done), len(pending))
                done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w2()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED)
                log("h8", len(done), len(pending))
                for task in pending:
                    task.cancel()
                log("i9")
        except TimeoutError:
            log("j10", 'timed out')
        if tasks:
            log("cancel", tasks[2 % len(tasks)].cancel())
        try:
            queue.put_nowait("k11")
        except asyncio.QueueFull:
            log("full")
        log("l12")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if len(tasks) % 2:
            raise ValueError("m13")
        try:
            log(await asyncio.gather(w4(), w4(), w4()))
        except Exception as error:
            log("n14", repr(error))
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async for n in count(3, 0.1):
            log("p16", n)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                group.create_task(w4())
        except* Exception as errors:
            log("q17", len(errors.exceptions))
        try:
            log(await asyncio.gather(w4(), w4(), w4()))
        except Exception as error:
            log("r18", repr(error))
        log("s19", asyncio.current_task().get_name())
        log("t20")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.wait_for(asyncio.sleep(0, "u21"), 0.2))
        except (TimeoutError, ValueError) as error:
            log("v22", type(error).__name__)
        log("w23")
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
            done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(asyncio.sleep(0, "x24"))], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
            log("y25", len(done), len(pending))
            async for n in count(3, 0.5):
                log("z26", n)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
