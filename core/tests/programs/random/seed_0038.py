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
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(log, "a1")
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("b2", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.5, "c3"))
                group.create_task(w2())
        except* Exception as errors:
            log("d4", len(errors.exceptions))
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        event.set()
        log(await asyncio.to_thread(block, 0.5, "f6"))
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0.1)
        log("h8")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if tasks:
            try:
                log("task gave", await tasks[-1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "i9")), asyncio.ensure_future(w5()), asyncio.ensure_future(w5())], return_when=asyncio.FIRST_EXCEPTION)
        log("j10", len(done), len(pending))
        log(await asyncio.to_thread(block, 0.1, "k11"))
        await asyncio.sleep(0.1)
        log("l12")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.gather(asyncio.sleep(0, "m13"), asyncio.sleep(0.2, "n14"), asyncio.sleep(0.3, "o15"), return_exceptions=True))
        except Exception as error:
            log("p16", repr(error))
        async with lock:
            asyncio.get_running_loop().call_soon(log, "q17")
            tasks.append(asyncio.create_task(w5(), name="r18"))
            log("s19", asyncio.current_task().get_name())
            log(await asyncio.to_thread(block, 0.5, "t20"))
            log("u21")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w5())
        except* Exception as errors:
            log("v22", len(errors.exceptions))
        await asyncio.sleep(0.2)
        log("w23")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        log("x24", asyncio.current_task().get_name())
        await asyncio.sleep(0.2)
        log("y25")
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
            await asyncio.sleep(0.2)
            try:
                async with asyncio.timeout(0.2):
                    tasks.append(asyncio.create_task(w0()))
                    if tasks:
                        try:
                            log("task gave", await tasks[-1 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    if tasks:
                        try:
                            log("task gave", await tasks[2 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    log("z26")
            except TimeoutError:
                log("a27", 'timed out')
            if tasks:
                log("cancel", tasks[1 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
