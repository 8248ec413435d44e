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
            log(await asyncio.wait_for(w1(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("a1", type(error).__name__)
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.1)
        await asyncio.sleep(0.2)
        log("c3")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w4())
                group.create_task(asyncio.sleep(0.1, "d4"))
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w3())
                        group.create_task(w4())
                        tasks.append(asyncio.create_task(w3()))
                        log("e5")
                except* Exception as errors:
                    log("f6", len(errors.exceptions))
                asyncio.get_running_loop().call_soon(log, "g7")
                log("h8")
        except* Exception as errors:
            log("i9", len(errors.exceptions))
        await queue.put("j10")
        await asyncio.sleep(0.5)
        log("k11")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            async with asyncio.timeout(0.1):
                asyncio.get_running_loop().call_soon(log, "l12")
                await asyncio.sleep(0.5)
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w4())
                        group.create_task(w4())
                except* Exception as errors:
                    log("m13", len(errors.exceptions))
                tasks.append(asyncio.create_task(w4()))
                log("n14")
        except TimeoutError:
            log("o15", 'timed out')
        log("p16")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        await asyncio.sleep(0)
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "q17"), asyncio.sleep(0, "r18"), return_exceptions=True))
        except Exception as error:
            log("s19", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0, "t20"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("u21", type(error).__name__)
        log("v22")
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
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("w23", repr(error))
            try:
                async with asyncio.timeout(0):
                    try:
                        queue.put_nowait("x24")
                    except asyncio.QueueFull:
                        log("full")
                    if tasks:
                        try:
                            log("task gave", await tasks[-1 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    await event.wait()
                    log("y25")
            except TimeoutError:
                log("z26", 'timed out')
            done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
            log("a27", len(done), len(pending))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
