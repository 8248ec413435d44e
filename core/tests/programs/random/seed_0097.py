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
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(asyncio.sleep(0, "a1"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.5)
        log("b2", len(done), len(pending))
        for task in pending:
            task.cancel()
        asyncio.get_running_loop().call_soon(log, "c3")
        try:
            log(await asyncio.gather(w2(), w1(), asyncio.sleep(0.1, "d4")))
        except Exception as error:
            log("e5", repr(error))
        log("f6", asyncio.current_task().get_name())
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async with asyncio.timeout(0.3):
                event.clear()
                log("h8")
        except TimeoutError:
            log("i9", 'timed out')
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "k11"), name="j10"))
        tasks.append(asyncio.create_task(w2()))
        log("l12")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w3()))
        async for n in count(4, 0):
            log("m13", n)
            if n == 2:
                break
        log("n14")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if event.is_set():
            raise ValueError("o15")
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
            log("q17", asyncio.current_task().get_name())
            tasks.append(asyncio.create_task(w2()))
            await asyncio.sleep(0.1)
            log("r18", asyncio.current_task().get_name())
            await asyncio.sleep(0.2)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
