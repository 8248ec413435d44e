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
        async with semaphore:
            done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(asyncio.sleep(0.1, "a1"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
            log("b2", len(done), len(pending))
            log("c3")
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        tasks.append(asyncio.create_task(w1()))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with lock:
            try:
                log(await asyncio.wait_for(w2(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("e5", type(error).__name__)
            await asyncio.sleep(0.2)
            log("f6")
        time.sleep(0.5)
        async for n in count(1, 0.3):
            log("g7", n)
        log("h8")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        log("i9", asyncio.current_task().get_name())
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log(await asyncio.to_thread(block, 0.5, "k11"))
        try:
            async with asyncio.timeout(0):
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w4())
                except* Exception as errors:
                    log("l12", len(errors.exceptions))
                try:
                    log(await asyncio.shield(w5()))
                except Exception as error:
                    log("m13", repr(error))
                tasks.append(asyncio.create_task(asyncio.sleep(0, "n14")))
                await asyncio.sleep(0.5)
                log("o15")
        except TimeoutError:
            log("p16", 'timed out')
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(asyncio.sleep(0.5, "q17")), asyncio.ensure_future(w5())], return_when=asyncio.FIRST_COMPLETED, timeout=0.3)
        log("r18", len(done), len(pending))
        async with semaphore:
            try:
                async with asyncio.timeout(0.1):
                    try:
                        queue.put_nowait("s19")
                    except asyncio.QueueFull:
                        log("full")
                    log("t20")
            except TimeoutError:
                log("u21", 'timed out')
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
        async for n in count(3, 0):
            log("x24", n)
            if n == 2:
                break
        await event.wait()
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        await asyncio.sleep(0.5)
        log("y25")
    except asyncio.CancelledError:
        log("w4 cancelled")
        return "w4 stays"
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0, "z26")), asyncio.ensure_future(asyncio.sleep(0.2, "a27")), asyncio.ensure_future(asyncio.sleep(0.2, "b28"))], return_when=asyncio.ALL_COMPLETED)
        log("c29", len(done), len(pending))
        for task in pending:
            task.cancel()
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.5, "d30")), asyncio.ensure_future(asyncio.sleep(0.2, "e31")), asyncio.ensure_future(asyncio.sleep(0, "f32"))], return_when=asyncio.FIRST_EXCEPTION)
        log("g33", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            queue.put_nowait("h34")
        except asyncio.QueueFull:
            log("full")
        log("i35")
    except asyncio.CancelledError:
        log("w5 cancelled")
        return "w5 stays"
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
            await event.wait()
            asyncio.get_running_loop().call_later(0.1, log, "j36")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
