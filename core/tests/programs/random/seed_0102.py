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
        tasks.append(asyncio.create_task(w3()))
        tasks.append(asyncio.create_task(w3(), name="a1"))
        try:
            log(await asyncio.wait_for(w2(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("b2", type(error).__name__)
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.3)
        tasks.append(asyncio.create_task(w2()))
        log("d4")
    except asyncio.CancelledError:
        log("w1 cancelled")
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
        await asyncio.sleep(0.1)
        log("e5")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        event.set()
        try:
            log(await asyncio.shield(asyncio.sleep(0.5, "f6")))
        except Exception as error:
            log("g7", repr(error))
        log("h8", asyncio.current_task().get_name())
        log("i9")
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
                    group.create_task(w3())
                    group.create_task(asyncio.sleep(0.5, "j10"))
            except* Exception as errors:
                log("k11", len(errors.exceptions))
            async for n in count(4, 0.5):
                log("l12", n)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
