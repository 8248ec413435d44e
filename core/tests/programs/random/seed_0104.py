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
            log(await asyncio.gather(w3(), w1(), asyncio.sleep(0, "a1")))
        except Exception as error:
            log("b2", repr(error))
        tasks.append(asyncio.create_task(w1()))
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("got", await queue.get())
        asyncio.get_running_loop().call_soon(log, "d4")
        log("e5")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async with lock:
            try:
                async with asyncio.timeout(0.5):
                    try:
                        queue.put_nowait("f6")
                    except asyncio.QueueFull:
                        log("full")
                    if tasks:
                        try:
                            log("task gave", await tasks[-1 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    log("g7")
            except TimeoutError:
                log("h8", 'timed out')
            log("i9")
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0, "j10")), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION)
        log("k11", len(done), len(pending))
        log("l12")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.wait_for(asyncio.sleep(0, "m13"), 0.2))
        except (TimeoutError, ValueError) as error:
            log("n14", type(error).__name__)
        log("o15", asyncio.current_task().get_name())
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
                async with asyncio.timeout(0):
                    await asyncio.sleep(0)
                    log("q17", asyncio.current_task().get_name())
                    log("r18")
            except TimeoutError:
                log("s19", 'timed out')
            try:
                log(await asyncio.gather(w3(), w3()))
            except Exception as error:
                log("t20", repr(error))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0.3, "u21"))
                    log(await asyncio.to_thread(block, 0.3, "v22"))
                    await asyncio.sleep(0.2)
                    log("w23")
            except* Exception as errors:
                log("x24", len(errors.exceptions))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
