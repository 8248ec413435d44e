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
        await asyncio.sleep(0.1)
        if len(tasks) % 2:
            raise ValueError("a1")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w1())
        except* Exception as errors:
            log("b2", len(errors.exceptions))
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("d4", repr(error))
        if tasks:
            try:
                log("task gave", await tasks[-1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w2())
                group.create_task(w2())
                group.create_task(w2())
        except* Exception as errors:
            log("e5", len(errors.exceptions))
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await event.wait()
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        asyncio.get_running_loop().call_later(0.5, log, "g7")
        log("h8")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.wait_for(asyncio.sleep(0, "i9"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("j10", type(error).__name__)
        log("k11")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
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
            if tasks:
                log("cancel", tasks[5 % len(tasks)].cancel())
            try:
                log(await asyncio.shield(asyncio.sleep(0.5, "l12")))
            except Exception as error:
                log("m13", repr(error))
            event.set()
            asyncio.get_running_loop().call_later(0.1, log, "n14")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
