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
        tasks.append(asyncio.create_task(w3(), name="a1"))
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
            async with asyncio.timeout(0.5):
                done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "c3")), asyncio.ensure_future(asyncio.sleep(0.2, "d4"))], return_when=asyncio.FIRST_COMPLETED)
                log("e5", len(done), len(pending))
                for task in pending:
                    task.cancel()
                if tasks:
                    try:
                        log("task gave", await tasks[3 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                tasks.append(asyncio.create_task(w5()))
                log(await asyncio.to_thread(block, 0.5, "f6"))
                log("g7")
        except TimeoutError:
            log("h8", 'timed out')
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
            async with asyncio.TaskGroup() as group:
                group.create_task(w5())
                group.create_task(w5())
        except* Exception as errors:
            log("j10", len(errors.exceptions))
        done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION)
        log("k11", len(done), len(pending))
        for task in pending:
            task.cancel()
        async for n in count(3, 0.2):
            log("l12", n)
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "m13")))
        log("n14")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async with semaphore:
            try:
                log(await asyncio.wait_for(w5(), 0))
            except (TimeoutError, ValueError) as error:
                log("o15", type(error).__name__)
            async with lock:
                tasks.append(asyncio.create_task(w4()))
                async with lock:
                    asyncio.get_running_loop().call_soon(log, "p16")
                    log("q17")
                await asyncio.sleep(0)
                log("r18")
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w4())
                    group.create_task(w4())
            except* Exception as errors:
                log("s19", len(errors.exceptions))
            try:
                log(await asyncio.shield(asyncio.sleep(0.1, "t20")))
            except Exception as error:
                log("u21", repr(error))
            log("v22")
        log("w23")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.gather(w5(), w5()))
        except Exception as error:
            log("x24", repr(error))
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("y25", repr(error))
        log("z26")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        if tasks:
            try:
                log("task gave", await tasks[0 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("a27")
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
            try:
                log(await asyncio.shield(w1()))
            except Exception as error:
                log("b28", repr(error))
            asyncio.get_running_loop().call_soon(log, "c29")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
