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
        await asyncio.sleep(0.1)
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.ALL_COMPLETED)
        log("a1", len(done), len(pending))
        for task in pending:
            task.cancel()
        async with semaphore:
            asyncio.get_running_loop().call_later(0, log, "b2")
            log("c3")
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with lock:
            try:
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(0.5)
                    tasks.append(asyncio.create_task(w3()))
                    time.sleep(0.2)
                    log("e5")
            except TimeoutError:
                log("f6", 'timed out')
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "g7")))
            log("h8")
        await event.wait()
        try:
            log(await asyncio.gather(w2(), asyncio.sleep(0.1, "i9"), w3()))
        except Exception as error:
            log("j10", repr(error))
        log("k11")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w3()))
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("l12", repr(error))
        async with lock:
            async for n in count(1, 0.2):
                log("m13", n)
            log("got", await queue.get())
            log("n14")
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            queue.put_nowait("p16")
        except asyncio.QueueFull:
            log("full")
        await asyncio.sleep(0.5)
        try:
            async with asyncio.timeout(0.2):
                log("q17", asyncio.current_task().get_name())
                tasks.append(asyncio.create_task(asyncio.sleep(0.5, "s19"), name="r18"))
                if tasks:
                    try:
                        log("task gave", await tasks[-1 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("t20")
        except TimeoutError:
            log("u21", 'timed out')
        log("v22")
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
            async with lock:
                if tasks:
                    try:
                        log("task gave", await tasks[0 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("w23")
            asyncio.get_running_loop().call_soon(log, "x24")
            await asyncio.sleep(0.3)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
