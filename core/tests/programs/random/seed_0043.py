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
            log(await asyncio.wait_for(asyncio.sleep(0.1, "a1"), 0.3))
        except (TimeoutError, ValueError) as error:
            log("b2", type(error).__name__)
        try:
            async with asyncio.timeout(0.2):
                if queue.empty():
                    raise ValueError("c3")
                if queue.empty():
                    raise ValueError("d4")
                await asyncio.sleep(0.5)
                await asyncio.sleep(0.5)
                log("e5")
        except TimeoutError:
            log("f6", 'timed out')
        log("g7", asyncio.current_task().get_name())
        log("h8")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w2())
                group.create_task(w2())
                group.create_task(w2())
        except* Exception as errors:
            log("i9", len(errors.exceptions))
        await asyncio.sleep(0.2)
        async with lock:
            done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w2()), asyncio.ensure_future(asyncio.sleep(0, "j10"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
            log("k11", len(done), len(pending))
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "l12")))
            log("m13")
        log("n14")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        asyncio.get_running_loop().call_soon(log, "o15")
        tasks.append(asyncio.create_task(w3(), name="p16"))
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log(await asyncio.to_thread(block, 0.2, "r18"))
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(0.1):
                done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.3, "s19")), asyncio.ensure_future(asyncio.sleep(0.2, "t20"))], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
                log("u21", len(done), len(pending))
                log("v22")
        except TimeoutError:
            log("w23", 'timed out')
        log("x24")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
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
            await asyncio.sleep(0)
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("y25", repr(error))
            tasks.append(asyncio.create_task(asyncio.sleep(0.2, "z26")))
            log("a27", asyncio.current_task().get_name())
            try:
                log(await asyncio.gather(w2(), w1()))
            except Exception as error:
                log("b28", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
