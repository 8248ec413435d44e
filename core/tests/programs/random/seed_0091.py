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
            log(await asyncio.wait_for(w2(), 0.5))
        except (TimeoutError, ValueError) as error:
            log("a1", type(error).__name__)
        async for n in count(4, 0.2):
            log("b2", n)
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
            log(await asyncio.gather(w2(), asyncio.sleep(0, "d4"), return_exceptions=True))
        except Exception as error:
            log("e5", repr(error))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w3())
                if tasks:
                    log("cancel", tasks[5 % len(tasks)].cancel())
                try:
                    log(await asyncio.gather(asyncio.sleep(0.2, "f6"), asyncio.sleep(0, "g7"), asyncio.sleep(0.2, "h8")))
                except Exception as error:
                    log("i9", repr(error))
                log("j10")
        except* Exception as errors:
            log("k11", len(errors.exceptions))
        try:
            async with asyncio.timeout(0.2):
                try:
                    queue.put_nowait("l12")
                except asyncio.QueueFull:
                    log("full")
                done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED)
                log("m13", len(done), len(pending))
                asyncio.get_running_loop().call_later(0.5, log, "n14")
                log("o15")
        except TimeoutError:
            log("p16", 'timed out')
        log("q17")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if queue.empty():
            raise ValueError("r18")
        tasks.append(asyncio.create_task(w3()))
        log("s19")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0, "t20")), asyncio.ensure_future(asyncio.sleep(0.3, "u21"))], return_when=asyncio.FIRST_EXCEPTION)
        log("v22", len(done), len(pending))
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
            await asyncio.sleep(0.2)
            try:
                log(await asyncio.gather(w3(), w1(), return_exceptions=True))
            except Exception as error:
                log("x24", repr(error))
            log("y25", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
