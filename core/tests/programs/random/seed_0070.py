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
        async for n in count(2, 0.1):
            log("a1", n)
        tasks.append(asyncio.create_task(w3()))
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("b2")
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
                group.create_task(asyncio.sleep(0.2, "c3"))
                group.create_task(asyncio.sleep(0, "d4"))
                log("e5", asyncio.current_task().get_name())
                asyncio.get_running_loop().call_soon(log, "f6")
                await asyncio.sleep(0.1)
                log("g7")
        except* Exception as errors:
            log("h8", len(errors.exceptions))
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            async with asyncio.timeout(0.5):
                async with semaphore:
                    tasks.append(asyncio.create_task(asyncio.sleep(0.1, "j10")))
                    log("k11", asyncio.current_task().get_name())
                    log("l12")
                log("m13")
        except TimeoutError:
            log("n14", 'timed out')
        if event.is_set():
            raise ValueError("o15")
        log("p16")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        asyncio.get_running_loop().call_later(0.2, log, "q17")
        if len(tasks) % 2:
            raise ValueError("r18")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.1, "s19"))
                group.create_task(asyncio.sleep(0.5, "t20"))
                group.create_task(asyncio.sleep(0, "u21"))
        except* Exception as errors:
            log("v22", len(errors.exceptions))
        try:
            async with asyncio.timeout(0.2):
                await event.wait()
                log("w23")
        except TimeoutError:
            log("x24", 'timed out')
        log("y25")
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
            async with semaphore:
                asyncio.get_running_loop().call_soon(log, "z26")
                if tasks:
                    log("cancel", tasks[4 % len(tasks)].cancel())
                log("a27")
            log("b28", asyncio.current_task().get_name())
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w2())
                    group.create_task(w2())
                    group.create_task(asyncio.sleep(0, "c29"))
                    await asyncio.sleep(0.2)
                    log("d30")
            except* Exception as errors:
                log("e31", len(errors.exceptions))
            if tasks:
                try:
                    log("task gave", await tasks[3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
