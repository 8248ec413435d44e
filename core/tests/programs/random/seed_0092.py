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
            async with asyncio.timeout(0.2):
                await asyncio.sleep(0.2)
                done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_EXCEPTION)
                log("a1", len(done), len(pending))
                tasks.append(asyncio.create_task(w2()))
                try:
                    async with asyncio.timeout(0.2):
                        if tasks:
                            try:
                                log("task gave", await tasks[-3 % len(tasks)])
                            except Exception as error:
                                log("task raised", type(error).__name__)
                        log("b2")
                except TimeoutError:
                    log("c3", 'timed out')
                log("d4")
        except TimeoutError:
            log("e5", 'timed out')
        log("f6", asyncio.current_task().get_name())
        try:
            log(await asyncio.gather(asyncio.sleep(0.5, "g7"), w4()))
        except Exception as error:
            log("h8", repr(error))
        log("i9")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.5, "j10")))
        if len(tasks) % 2:
            raise ValueError("k11")
        log("l12", asyncio.current_task().get_name())
        log("m13")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0)
        async for n in count(4, 0.1):
            log("n14", n)
            if n == 1:
                break
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(asyncio.sleep(0.1, "o15"))], return_when=asyncio.FIRST_COMPLETED)
        log("p16", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            async with asyncio.timeout(0.5):
                if queue.empty():
                    raise ValueError("r18")
                log("s19")
        except TimeoutError:
            log("t20", 'timed out')
        try:
            async with asyncio.timeout(0):
                time.sleep(0.5)
                log("u21")
        except TimeoutError:
            log("v22", 'timed out')
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w4()), asyncio.ensure_future(asyncio.sleep(0.2, "w23"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.2)
        log("x24", len(done), len(pending))
        log("y25")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "z26")), asyncio.ensure_future(asyncio.sleep(0.2, "a27"))], return_when=asyncio.ALL_COMPLETED, timeout=0.5)
        log("b28", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("c29")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.1)
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
            event.clear()
            asyncio.get_running_loop().call_soon(log, "d30")
            try:
                log(await asyncio.gather(w2(), w3(), w0()))
            except Exception as error:
                log("e31", repr(error))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w4())
                    group.create_task(w2())
            except* Exception as errors:
                log("f32", len(errors.exceptions))
            done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w1()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED, timeout=0.1)
            log("g33", len(done), len(pending))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
