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
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("a1", repr(error))
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await event.wait()
        event.set()
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("c3", repr(error))
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
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        try:
            log(await asyncio.gather(w3(), asyncio.sleep(0.2, "e5"), asyncio.sleep(0.5, "f6")))
        except Exception as error:
            log("g7", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.1, "h8"), 0.3))
        except (TimeoutError, ValueError) as error:
            log("i9", type(error).__name__)
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log("k11", asyncio.current_task().get_name())
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
            async with lock:
                try:
                    log(await asyncio.gather(w1(), w1()))
                except Exception as error:
                    log("m13", repr(error))
                await asyncio.sleep(0)
                tasks.append(asyncio.create_task(w0()))
                log("n14")
            if tasks:
                try:
                    log("task gave", await tasks[-1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log("o15", asyncio.current_task().get_name())
            try:
                queue.put_nowait("p16")
            except asyncio.QueueFull:
                log("full")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
