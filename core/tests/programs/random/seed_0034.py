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
            log(await asyncio.gather(asyncio.sleep(0.1, "a1"), asyncio.sleep(0, "b2"), return_exceptions=True))
        except Exception as error:
            log("c3", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_EXCEPTION)
        log("d4", len(done), len(pending))
        await asyncio.sleep(0.1)
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.wait_for(w4(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("f6", type(error).__name__)
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        time.sleep(0.1)
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("h8", repr(error))
        log("i9")
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
                await asyncio.sleep(0.2)
                event.clear()
                if tasks:
                    log("cancel", tasks[3 % len(tasks)].cancel())
                try:
                    async with asyncio.timeout(0.2):
                        if tasks:
                            try:
                                log("task gave", await tasks[3 % len(tasks)])
                            except Exception as error:
                                log("task raised", type(error).__name__)
                        log("j10")
                except TimeoutError:
                    log("k11", 'timed out')
                log("l12")
        except TimeoutError:
            log("m13", 'timed out')
        log("n14")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        log("o15", asyncio.current_task().get_name())
        log("got", await queue.get())
        log("p16")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.1, "q17"))
                group.create_task(asyncio.sleep(0.2, "r18"))
        except* Exception as errors:
            log("s19", len(errors.exceptions))
        log("t20")
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
            async for n in count(1, 0):
                log("u21", n)
            if tasks:
                log("cancel", tasks[1 % len(tasks)].cancel())
            try:
                log(await asyncio.shield(w2()))
            except Exception as error:
                log("v22", repr(error))
            async with semaphore:
                await asyncio.sleep(0.2)
                log("w23")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
