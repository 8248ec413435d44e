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
        await asyncio.sleep(0.2)
        await queue.put("a1")
        async with lock:
            log("b2", asyncio.current_task().get_name())
            event.set()
            log("c3")
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
            if tasks:
                log("cancel", tasks[0 % len(tasks)].cancel())
            await asyncio.sleep(0.5)
            if tasks:
                try:
                    log("task gave", await tasks[2 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log("e5")
        if event.is_set():
            raise ValueError("f6")
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        async with semaphore:
            done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
            log("h8", len(done), len(pending))
            for task in pending:
                task.cancel()
            tasks.append(asyncio.create_task(w4()))
            log(await asyncio.to_thread(block, 0, "i9"))
            log("j10")
        if event.is_set():
            raise ValueError("k11")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w4())
                tasks.append(asyncio.create_task(w4()))
                log("l12")
        except* Exception as errors:
            log("m13", len(errors.exceptions))
        log("n14")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        event.clear()
        log("o15", asyncio.current_task().get_name())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                group.create_task(asyncio.sleep(0, "p16"))
                try:
                    log(await asyncio.wait_for(w4(), 0.5))
                except (TimeoutError, ValueError) as error:
                    log("q17", type(error).__name__)
                if tasks:
                    try:
                        log("task gave", await tasks[2 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("r18")
        except* Exception as errors:
            log("s19", len(errors.exceptions))
        log("t20")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "u21")))
        except Exception as error:
            log("v22", repr(error))
        async with lock:
            try:
                log(await asyncio.shield(asyncio.sleep(0.1, "w23")))
            except Exception as error:
                log("x24", repr(error))
            asyncio.get_running_loop().call_soon(log, "y25")
            try:
                log(await asyncio.shield(asyncio.sleep(0.2, "z26")))
            except Exception as error:
                log("a27", repr(error))
            log("b28")
        async with semaphore:
            async for n in count(1, 0.1):
                log("c29", n)
            log("d30")
        event.set()
        log("e31")
    except asyncio.CancelledError:
        log("w4 cancelled")
        await asyncio.sleep(0.2)
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
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0.5, "f32"))
                    group.create_task(w3())
            except* Exception as errors:
                log("g33", len(errors.exceptions))
            try:
                log(await asyncio.shield(asyncio.sleep(0.2, "h34")))
            except Exception as error:
                log("i35", repr(error))
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("j36", repr(error))
            if tasks:
                try:
                    log("task gave", await tasks[-3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
