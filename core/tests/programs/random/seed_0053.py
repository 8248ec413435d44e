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
        asyncio.get_running_loop().call_later(0.3, log, "a1")
        async with lock:
            done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w3())], return_when=asyncio.ALL_COMPLETED)
            log("b2", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(await asyncio.to_thread(block, 0.5, "c3"))
            log("d4")
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with semaphore:
            tasks.append(asyncio.create_task(w3()))
            try:
                log(await asyncio.wait_for(asyncio.sleep(0.2, "f6"), 0.3))
            except (TimeoutError, ValueError) as error:
                log("g7", type(error).__name__)
            try:
                log(await asyncio.gather(w3(), asyncio.sleep(0, "h8"), w2()))
            except Exception as error:
                log("i9", repr(error))
            log("j10")
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("k11", repr(error))
        if tasks:
            try:
                log("task gave", await tasks[0 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("l12", asyncio.current_task().get_name())
        log("m13")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.gather(w4(), asyncio.sleep(0.1, "n14"), w5(), return_exceptions=True))
        except Exception as error:
            log("o15", repr(error))
        tasks.append(asyncio.create_task(w3()))
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "p16")))
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        tasks.append(asyncio.create_task(w4()))
        if queue.empty():
            raise ValueError("r18")
        log("s19", asyncio.current_task().get_name())
        log("t20")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        async with lock:
            if queue.empty():
                raise ValueError("u21")
            log("v22")
        await event.wait()
        async for n in count(3, 0.2):
            log("w23", n)
        log("x24")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "y25")))
        async with semaphore:
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "z26")))
            try:
                log(await asyncio.gather(asyncio.sleep(0, "a27"), asyncio.sleep(0.1, "b28"), asyncio.sleep(0.1, "c29"), return_exceptions=True))
            except Exception as error:
                log("d30", repr(error))
            async with semaphore:
                if tasks:
                    log("cancel", tasks[2 % len(tasks)].cancel())
                log("e31")
            await asyncio.sleep(0.5)
            log("f32")
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "g33")))
        log("h34")
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
            log("i35", asyncio.current_task().get_name())
            async with semaphore:
                await asyncio.sleep(0.2)
                async with lock:
                    log(await asyncio.to_thread(block, 0.1, "j36"))
                    log("k37")
                log("l38")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
