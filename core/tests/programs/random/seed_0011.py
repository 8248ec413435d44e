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
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "b2"), name="a1"))
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("c3", type(error).__name__)
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "e5"), name="d4"))
        try:
            log(await asyncio.wait_for(w1(), 0))
        except (TimeoutError, ValueError) as error:
            log("f6", type(error).__name__)
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w4()), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_EXCEPTION, timeout=0)
        log("h8", len(done), len(pending))
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED, timeout=0)
        log("j10", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await asyncio.sleep(0.2)
        log("l12")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.5, "m13")))
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "n14")), asyncio.ensure_future(asyncio.sleep(0.1, "o15"))], return_when=asyncio.ALL_COMPLETED)
        log("p16", len(done), len(pending))
        for task in pending:
            task.cancel()
        async with lock:
            try:
                log(await asyncio.wait_for(asyncio.sleep(0.3, "q17"), 0.2))
            except (TimeoutError, ValueError) as error:
                log("r18", type(error).__name__)
            time.sleep(0.3)
            log("s19", asyncio.current_task().get_name())
            log("t20")
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("u21")
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
            tasks.append(asyncio.create_task(asyncio.sleep(0.1, "v22")))
            tasks.append(asyncio.create_task(w1()))
            await queue.put("w23")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
