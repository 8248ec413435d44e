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
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w5())], return_when=asyncio.FIRST_COMPLETED, timeout=0.3)
        log("a1", len(done), len(pending))
        try:
            async with asyncio.timeout(0.1):
                async with lock:
                    if tasks:
                        log("cancel", tasks[5 % len(tasks)].cancel())
                    await asyncio.sleep(0.1)
                    tasks.append(asyncio.create_task(w3()))
                    log("b2")
                log("c3")
        except TimeoutError:
            log("d4", 'timed out')
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
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
            async with asyncio.timeout(0.1):
                try:
                    log(await asyncio.wait_for(w5(), 0.5))
                except (TimeoutError, ValueError) as error:
                    log("f6", type(error).__name__)
                if tasks:
                    try:
                        log("task gave", await tasks[1 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("g7")
        except TimeoutError:
            log("h8", 'timed out')
        try:
            queue.put_nowait("i9")
        except asyncio.QueueFull:
            log("full")
        async for n in count(1, 0.5):
            log("j10", n)
        if queue.empty():
            raise ValueError("k11")
        log("l12")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async for n in count(4, 0.3):
            log("m13", n)
            if n == 2:
                break
        try:
            log(await asyncio.gather(w5(), w3()))
        except Exception as error:
            log("n14", repr(error))
        asyncio.get_running_loop().call_soon(log, "o15")
        if len(tasks) % 2:
            raise ValueError("p16")
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
            log(await asyncio.shield(asyncio.sleep(0.3, "r18")))
        except Exception as error:
            log("s19", repr(error))
        log(await asyncio.to_thread(block, 0.1, "t20"))
        try:
            log(await asyncio.wait_for(w5(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("u21", type(error).__name__)
        log("v22")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        time.sleep(0.2)
        log("w23")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0, "x24")))
        except Exception as error:
            log("y25", repr(error))
        tasks.append(asyncio.create_task(asyncio.sleep(0, "z26")))
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.2, "a27"), 0))
        except (TimeoutError, ValueError) as error:
            log("b28", type(error).__name__)
        log("c29")
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
                    log("task gave", await tasks[-3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            asyncio.get_running_loop().call_soon(log, "d30")
            await asyncio.sleep(0.2)
            time.sleep(0.3)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
