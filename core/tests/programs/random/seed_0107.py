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
        await queue.put("a1")
        log(await asyncio.to_thread(block, 0.1, "b2"))
        await asyncio.sleep(0.3)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w1())
        except* Exception as errors:
            log("c3", len(errors.exceptions))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        log("e5", asyncio.current_task().get_name())
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0.1)
        if tasks:
            try:
                log("task gave", await tasks[3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("g7")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "h8")))
        except Exception as error:
            log("i9", repr(error))
        log("j10")
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
                async with asyncio.TaskGroup() as group:
                    group.create_task(w0())
            except* Exception as errors:
                log("k11", len(errors.exceptions))
            try:
                log(await asyncio.gather(w3(), w3(), return_exceptions=True))
            except Exception as error:
                log("l12", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
