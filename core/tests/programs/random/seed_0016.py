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
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        if tasks:
            try:
                log("task gave", await tasks[3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w1())
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(asyncio.sleep(0.2, "a1"))
                        log("b2")
                except* Exception as errors:
                    log("c3", len(errors.exceptions))
                tasks.append(asyncio.create_task(w4()))
                log("d4")
        except* Exception as errors:
            log("e5", len(errors.exceptions))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.1, "f6"))
                if tasks:
                    log("cancel", tasks[3 % len(tasks)].cancel())
                log("g7")
        except* Exception as errors:
            log("h8", len(errors.exceptions))
        log("i9")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w2())
                group.create_task(asyncio.sleep(0.5, "j10"))
                group.create_task(w3())
                if tasks:
                    log("cancel", tasks[3 % len(tasks)].cancel())
                log("k11", asyncio.current_task().get_name())
                log("l12")
        except* Exception as errors:
            log("m13", len(errors.exceptions))
        async with semaphore:
            asyncio.get_running_loop().call_soon(log, "n14")
            tasks.append(asyncio.create_task(w2(), name="o15"))
            try:
                log(await asyncio.shield(asyncio.sleep(0, "p16")))
            except Exception as error:
                log("q17", repr(error))
            time.sleep(0.3)
            log("r18")
        log("s19")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.3, "t20")))
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(0.2)
                await asyncio.sleep(0.2)
                try:
                    async with asyncio.timeout(0.3):
                        if tasks:
                            try:
                                log("task gave", await tasks[-2 % len(tasks)])
                            except Exception as error:
                                log("task raised", type(error).__name__)
                        log("u21")
                except TimeoutError:
                    log("v22", 'timed out')
                log("w23")
        except TimeoutError:
            log("x24", 'timed out')
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                try:
                    async with asyncio.timeout(0.3):
                        log("got", await queue.get())
                        log("y25")
                except TimeoutError:
                    log("z26", 'timed out')
                if tasks:
                    try:
                        log("task gave", await tasks[-3 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("a27")
        except* Exception as errors:
            log("b28", len(errors.exceptions))
        log("c29")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await asyncio.sleep(0)
        event.set()
        if queue.empty():
            raise ValueError("d30")
        event.set()
        log("e31")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        asyncio.get_running_loop().call_soon(log, "f32")
        log("g33")
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
            log("h34", asyncio.current_task().get_name())
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("i35", repr(error))
            tasks.append(asyncio.create_task(w3()))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
