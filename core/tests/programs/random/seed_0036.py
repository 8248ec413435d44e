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
            async with asyncio.TaskGroup() as group:
                group.create_task(w2())
                try:
                    queue.put_nowait("a1")
                except asyncio.QueueFull:
                    log("full")
                if tasks:
                    try:
                        log("task gave", await tasks[3 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                if tasks:
                    try:
                        log("task gave", await tasks[-1 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                if tasks:
                    try:
                        log("task gave", await tasks[-2 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("b2")
        except* Exception as errors:
            log("c3", len(errors.exceptions))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.gather(w4(), w4(), asyncio.sleep(0.1, "e5")))
        except Exception as error:
            log("f6", repr(error))
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async for n in count(2, 0.5):
            log("h8", n)
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                group.create_task(w4())
                group.create_task(w3())
        except* Exception as errors:
            log("i9", len(errors.exceptions))
        tasks.append(asyncio.create_task(w3(), name="j10"))
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if len(tasks) % 2:
            raise ValueError("l12")
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w4()), asyncio.ensure_future(w4())], return_when=asyncio.ALL_COMPLETED)
        log("m13", len(done), len(pending))
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "o15"), name="n14"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                await asyncio.sleep(0.2)
                log("p16")
        except* Exception as errors:
            log("q17", len(errors.exceptions))
        log("r18")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        log("s19", asyncio.current_task().get_name())
        event.clear()
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("t20")
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
            try:
                log(await asyncio.wait_for(w2(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("u21", type(error).__name__)
            async with lock:
                await asyncio.sleep(0.1)
                await event.wait()
                await asyncio.sleep(0.2)
                log("v22")
            if tasks:
                log("cancel", tasks[2 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
