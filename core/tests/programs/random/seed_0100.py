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
        log("a1", asyncio.current_task().get_name())
        done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w1()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED)
        log("b2", len(done), len(pending))
        for task in pending:
            task.cancel()
        event.clear()
        if tasks:
            log("cancel", tasks[2 % len(tasks)].cancel())
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        asyncio.get_running_loop().call_later(0.2, log, "d4")
        try:
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("e5", repr(error))
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w3(), name="g7"))
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "h8"), w3(), w3(), return_exceptions=True))
        except Exception as error:
            log("i9", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "j10")), asyncio.ensure_future(asyncio.sleep(0.5, "k11")), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION, timeout=0.2)
        log("l12", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "m13")))
        except Exception as error:
            log("n14", repr(error))
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "p16")))
        try:
            queue.put_nowait("q17")
        except asyncio.QueueFull:
            log("full")
        async with lock:
            try:
                log(await asyncio.gather(asyncio.sleep(0.1, "r18"), asyncio.sleep(0.2, "s19"), asyncio.sleep(0, "t20")))
            except Exception as error:
                log("u21", repr(error))
            time.sleep(0.2)
            event.set()
            log("v22")
        log("w23")
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
            log("x24", asyncio.current_task().get_name())
            async for n in count(1, 0.3):
                log("y25", n)
                if n == 0:
                    break
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
