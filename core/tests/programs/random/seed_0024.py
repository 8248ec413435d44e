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
            log(await asyncio.wait_for(w2(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("a1", type(error).__name__)
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "c3"), name="b2"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0, "d4"))
                group.create_task(w1())
                group.create_task(w2())
        except* Exception as errors:
            log("e5", len(errors.exceptions))
        async for n in count(3, 0.2):
            log("f6", n)
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.wait_for(w4(), 0))
        except (TimeoutError, ValueError) as error:
            log("h8", type(error).__name__)
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "i9")), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_COMPLETED)
        log("j10", len(done), len(pending))
        async for n in count(3, 0.1):
            log("k11", n)
        log("l12")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        asyncio.get_running_loop().call_soon(log, "m13")
        done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(asyncio.sleep(0.1, "n14")), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_EXCEPTION)
        log("o15", len(done), len(pending))
        log("p16")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        tasks.append(asyncio.create_task(w4()))
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("q17", repr(error))
        log("r18")
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
            log("s19", repr(error))
        async with lock:
            async for n in count(4, 0.5):
                log("t20", n)
            if tasks:
                log("cancel", tasks[5 % len(tasks)].cancel())
            if tasks:
                try:
                    log("task gave", await tasks[1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            asyncio.get_running_loop().call_later(0.2, log, "u21")
            log("v22")
        try:
            log(await asyncio.gather(w5(), w5(), asyncio.sleep(0.3, "w23")))
        except Exception as error:
            log("x24", repr(error))
        log("y25")
    except asyncio.CancelledError:
        log("w4 cancelled")
        return "w4 stays"
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "z26")))
        except Exception as error:
            log("a27", repr(error))
        log("b28")
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
            if tasks:
                try:
                    log("task gave", await tasks[2 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            done, pending = await asyncio.wait([asyncio.ensure_future(w0()), asyncio.ensure_future(w0())], return_when=asyncio.ALL_COMPLETED)
            log("c29", len(done), len(pending))
            try:
                log(await asyncio.gather(w0(), w0(), w0(), return_exceptions=True))
            except Exception as error:
                log("d30", repr(error))
            if tasks:
                log("cancel", tasks[2 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
