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
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_EXCEPTION)
        log("a1", len(done), len(pending))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.1, "b2"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("c3", type(error).__name__)
        event.set()
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w2()))
        await asyncio.sleep(0.5)
        log("e5")
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
                log("task gave", await tasks[0 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("f6")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async with lock:
            if tasks:
                try:
                    log("task gave", await tasks[2 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log("g7")
        async for n in count(4, 0.2):
            log("h8", n)
            if n == 2:
                break
        log("i9")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        await queue.put("j10")
        if tasks:
            log("cancel", tasks[2 % len(tasks)].cancel())
        log("k11")
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
                try:
                    log("task gave", await tasks[-3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            try:
                log(await asyncio.gather(w1(), asyncio.sleep(0, "l12"), asyncio.sleep(0.1, "m13")))
            except Exception as error:
                log("n14", repr(error))
            await queue.put("o15")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
