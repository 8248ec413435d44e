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
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        tasks.append(asyncio.create_task(w1(), name="a1"))
        async with semaphore:
            log(await asyncio.to_thread(block, 0.2, "b2"))
            try:
                log(await asyncio.gather(asyncio.sleep(0, "c3"), asyncio.sleep(0, "d4"), asyncio.sleep(0.2, "e5"), return_exceptions=True))
            except Exception as error:
                log("f6", repr(error))
            log("g7")
        log("h8", asyncio.current_task().get_name())
        log("i9")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w2()))
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("j10", repr(error))
        tasks.append(asyncio.create_task(w2(), name="k11"))
        log("l12")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async for n in count(4, 0.1):
            log("m13", n)
        log("n14")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await asyncio.sleep(0.1)
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            log(await asyncio.wait_for(w4(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("o15", type(error).__name__)
        log("p16")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "q17")))
        if event.is_set():
            raise ValueError("r18")
        async with semaphore:
            try:
                async with asyncio.timeout(0):
                    await asyncio.sleep(0.2)
                    asyncio.get_running_loop().call_soon(log, "s19")
                    log("t20")
            except TimeoutError:
                log("u21", 'timed out')
            asyncio.get_running_loop().call_soon(log, "v22")
            time.sleep(0.3)
            log("w23")
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "y25"), name="x24"))
        log("z26")
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
            if tasks:
                log("cancel", tasks[3 % len(tasks)].cancel())
            await asyncio.sleep(0)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
