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
            async with asyncio.TaskGroup() as group:
                group.create_task(w5())
                group.create_task(asyncio.sleep(0.1, "a1"))
        except* Exception as errors:
            log("b2", len(errors.exceptions))
        if queue.empty():
            raise ValueError("c3")
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w4()))
        async with semaphore:
            if event.is_set():
                raise ValueError("e5")
            await asyncio.sleep(0.1)
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0, "f6"))
            except* Exception as errors:
                log("g7", len(errors.exceptions))
            log("h8")
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w5())], return_when=asyncio.ALL_COMPLETED)
        log("i9", len(done), len(pending))
        log("j10")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0)
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log("got", await queue.get())
        log("l12")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("m13", repr(error))
        if queue.empty():
            raise ValueError("n14")
        log("o15")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        await asyncio.sleep(0.2)
        if tasks:
            log("cancel", tasks[0 % len(tasks)].cancel())
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "p16"), asyncio.sleep(0.3, "q17"), return_exceptions=True))
        except Exception as error:
            log("r18", repr(error))
        log("s19")
    except asyncio.CancelledError:
        log("w5 cancelled")
        raise
    finally:
        log("w5 ends")
    return "w5"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async for n in count(1, 0.3):
                log("t20", n)
                if n == 2:
                    break
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w4())
                    group.create_task(w3())
            except* Exception as errors:
                log("u21", len(errors.exceptions))
            async for n in count(4, 0):
                log("v22", n)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
