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
        log(await asyncio.to_thread(block, 0, "a1"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w4())
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w4())
                        group.create_task(w4())
                        group.create_task(w2())
                        if tasks:
                            log("cancel", tasks[0 % len(tasks)].cancel())
                        log("b2")
                except* Exception as errors:
                    log("c3", len(errors.exceptions))
                if tasks:
                    log("cancel", tasks[1 % len(tasks)].cancel())
                log("d4", asyncio.current_task().get_name())
                log("e5")
        except* Exception as errors:
            log("f6", len(errors.exceptions))
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(0.3):
                done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w4()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED, timeout=0.1)
                log("g7", len(done), len(pending))
                for task in pending:
                    task.cancel()
                event.clear()
                log("h8")
        except TimeoutError:
            log("i9", 'timed out')
        log("j10")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "k11")), asyncio.ensure_future(asyncio.sleep(0.5, "l12")), asyncio.ensure_future(asyncio.sleep(0.1, "m13"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.2)
        log("n14", len(done), len(pending))
        for task in pending:
            task.cancel()
        tasks.append(asyncio.create_task(w5()))
        log("o15")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0.3)
        time.sleep(0)
        log("p16")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        event.set()
        await asyncio.sleep(0.3)
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        try:
            log(await asyncio.gather(w4(), w5(), return_exceptions=True))
        except Exception as error:
            log("q17", repr(error))
        log("r18")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        async with semaphore:
            await queue.put("s19")
            await asyncio.sleep(0.2)
            log("t20")
        tasks.append(asyncio.create_task(w5(), name="u21"))
        if queue.empty():
            raise ValueError("v22")
        log("w23")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        await asyncio.sleep(0.5)
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "x24")))
        log("y25")
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
            done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.5, "z26")), asyncio.ensure_future(w1()), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
            log("a27", len(done), len(pending))
            if tasks:
                try:
                    log("task gave", await tasks[-1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            time.sleep(0.2)
            if tasks:
                try:
                    log("task gave", await tasks[-1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            try:
                async with asyncio.timeout(0.5):
                    tasks.append(asyncio.create_task(asyncio.sleep(0.1, "b28")))
                    try:
                        queue.put_nowait("c29")
                    except asyncio.QueueFull:
                        log("full")
                    await asyncio.sleep(0.1)
                    log("d30")
            except TimeoutError:
                log("e31", 'timed out')
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
