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
        log("a1", asyncio.current_task().get_name())
        if event.is_set():
            raise ValueError("b2")
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.3)
        log("d4", asyncio.current_task().get_name())
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        await queue.put("e5")
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        event.set()
        try:
            log(await asyncio.gather(asyncio.sleep(0.1, "g7"), asyncio.sleep(0.3, "h8"), return_exceptions=True))
        except Exception as error:
            log("i9", repr(error))
        async with semaphore:
            async for n in count(1, 0.2):
                log("j10", n)
                if n == 0:
                    break
            if tasks:
                try:
                    log("task gave", await tasks[-1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            tasks.append(asyncio.create_task(w3(), name="k11"))
            log("l12")
        log("m13")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("n14", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w4()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED)
        log("o15", len(done), len(pending))
        try:
            log(await asyncio.gather(asyncio.sleep(0, "p16"), w4(), w4()))
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
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "s19"), asyncio.sleep(0.2, "t20")))
        except Exception as error:
            log("u21", repr(error))
        async with lock:
            tasks.append(asyncio.create_task(asyncio.sleep(0, "v22")))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0.2, "w23"))
                    group.create_task(asyncio.sleep(0.2, "x24"))
                    group.create_task(asyncio.sleep(0.1, "y25"))
                    log("z26")
            except* Exception as errors:
                log("a27", len(errors.exceptions))
            await asyncio.sleep(0.5)
            log("b28")
        log("c29")
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
                log(await asyncio.wait_for(w3(), 0.2))
            except (TimeoutError, ValueError) as error:
                log("d30", type(error).__name__)
            try:
                log(await asyncio.shield(w0()))
            except Exception as error:
                log("e31", repr(error))
            if tasks:
                log("cancel", tasks[2 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
