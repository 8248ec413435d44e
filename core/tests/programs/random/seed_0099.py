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
        log("a1", asyncio.current_task().get_name())
        log("b2", asyncio.current_task().get_name())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w1())
                group.create_task(asyncio.sleep(0.2, "c3"))
                group.create_task(w2())
        except* Exception as errors:
            log("d4", len(errors.exceptions))
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "e5")))
        except Exception as error:
            log("f6", repr(error))
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.3)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "h8")), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
        log("i9", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("j10", repr(error))
        log("k11")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async with semaphore:
            log("l12", asyncio.current_task().get_name())
            async for n in count(2, 0.2):
                log("m13", n)
            log("n14")
        await asyncio.sleep(0.1)
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if tasks:
            try:
                log("task gave", await tasks[2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            queue.put_nowait("p16")
        except asyncio.QueueFull:
            log("full")
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        try:
            log(await asyncio.gather(w4(), w4()))
        except Exception as error:
            log("q17", repr(error))
        log("r18")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.3, "s19"), 0.5))
        except (TimeoutError, ValueError) as error:
            log("t20", type(error).__name__)
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.2, "u21"), 0.2))
        except (TimeoutError, ValueError) as error:
            log("v22", type(error).__name__)
        await asyncio.sleep(0.1)
        log("w23", asyncio.current_task().get_name())
        log("x24")
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
            done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.5, "y25")), asyncio.ensure_future(w2()), asyncio.ensure_future(w0())], return_when=asyncio.FIRST_EXCEPTION)
            log("z26", len(done), len(pending))
            event.set()
            if tasks:
                try:
                    log("task gave", await tasks[0 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
