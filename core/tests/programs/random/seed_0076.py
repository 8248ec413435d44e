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
            log(await asyncio.gather(w2(), w4(), w1(), return_exceptions=True))
        except Exception as error:
            log("a1", repr(error))
        try:
            log(await asyncio.gather(asyncio.sleep(0, "b2"), w4(), w4()))
        except Exception as error:
            log("c3", repr(error))
        asyncio.get_running_loop().call_soon(log, "d4")
        try:
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("e5", repr(error))
        log("f6")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                group.create_task(w2())
                group.create_task(w3())
        except* Exception as errors:
            log("g7", len(errors.exceptions))
        log("h8")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        async for n in count(4, 0.1):
            log("i9", n)
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "j10")), asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION)
        log("k11", len(done), len(pending))
        time.sleep(0.2)
        log("l12")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log(await asyncio.to_thread(block, 0.2, "m13"))
        event.set()
        log("n14")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "p16"), name="o15"))
        async with semaphore:
            if tasks:
                try:
                    log("task gave", await tasks[2 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            if tasks:
                log("cancel", tasks[3 % len(tasks)].cancel())
            try:
                log(await asyncio.shield(asyncio.sleep(0.2, "q17")))
            except Exception as error:
                log("r18", repr(error))
            log("s19")
        tasks.append(asyncio.create_task(asyncio.sleep(0.5, "t20")))
        log("u21")
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
            time.sleep(0.1)
            event.set()
            try:
                queue.put_nowait("v22")
            except asyncio.QueueFull:
                log("full")
            try:
                log(await asyncio.wait_for(asyncio.sleep(0.1, "w23"), 0.3))
            except (TimeoutError, ValueError) as error:
                log("x24", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
