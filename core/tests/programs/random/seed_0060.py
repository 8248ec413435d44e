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
                group.create_task(asyncio.sleep(0.2, "a1"))
        except* Exception as errors:
            log("b2", len(errors.exceptions))
        async with lock:
            await asyncio.sleep(0.1)
            async with semaphore:
                tasks.append(asyncio.create_task(w1()))
                tasks.append(asyncio.create_task(asyncio.sleep(0.1, "c3")))
                log("d4")
            log("e5")
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "g7"), name="f6"))
        log("h8")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await queue.put("i9")
        try:
            log(await asyncio.gather(w3(), w2()))
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
        if tasks:
            try:
                log("task gave", await tasks[2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("l12")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("m13", repr(error))
        if tasks:
            log("cancel", tasks[3 % len(tasks)].cancel())
        if event.is_set():
            raise ValueError("n14")
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("o15", repr(error))
        log("p16")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        event.set()
        if queue.empty():
            raise ValueError("q17")
        log("r18")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.2)
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
            await asyncio.sleep(0)
            try:
                log(await asyncio.gather(w3(), asyncio.sleep(0.1, "s19")))
            except Exception as error:
                log("t20", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
