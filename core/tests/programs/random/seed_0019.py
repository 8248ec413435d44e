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
        if len(tasks) % 2:
            raise ValueError("a1")
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        time.sleep(0.1)
        try:
            async with asyncio.timeout(0.1):
                await queue.put("c3")
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w3())
                except* Exception as errors:
                    log("d4", len(errors.exceptions))
                try:
                    async with asyncio.timeout(0.2):
                        if tasks:
                            try:
                                log("task gave", await tasks[3 % len(tasks)])
                            except Exception as error:
                                log("task raised", type(error).__name__)
                        log("e5")
                except TimeoutError:
                    log("f6", 'timed out')
                await asyncio.sleep(0.5)
                log("g7")
        except TimeoutError:
            log("h8", 'timed out')
        await asyncio.sleep(0)
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "i9")))
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
        if len(tasks) % 2:
            raise ValueError("l12")
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("m13", repr(error))
        try:
            async with asyncio.timeout(0.5):
                log("n14", asyncio.current_task().get_name())
                asyncio.get_running_loop().call_later(0, log, "o15")
                log("p16")
        except TimeoutError:
            log("q17", 'timed out')
        log("r18")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if queue.empty():
            raise ValueError("s19")
        async for n in count(3, 0.2):
            log("t20", n)
        async with lock:
            if tasks:
                try:
                    log("task gave", await tasks[0 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log("u21")
        tasks.append(asyncio.create_task(w5(), name="v22"))
        log("w23")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        async for n in count(4, 0.1):
            log("x24", n)
            if n == 0:
                break
        try:
            queue.put_nowait("y25")
        except asyncio.QueueFull:
            log("full")
        try:
            log(await asyncio.shield(w5()))
        except Exception as error:
            log("z26", repr(error))
        log("a27")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        async with lock:
            try:
                async with asyncio.timeout(0):
                    log("b28", asyncio.current_task().get_name())
                    if tasks:
                        try:
                            log("task gave", await tasks[-1 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    log("c29")
            except TimeoutError:
                log("d30", 'timed out')
            try:
                async with asyncio.timeout(0.1):
                    tasks.append(asyncio.create_task(asyncio.sleep(0.2, "e31")))
                    tasks.append(asyncio.create_task(asyncio.sleep(0.1, "f32")))
                    await asyncio.sleep(0.2)
                    log("g33")
            except TimeoutError:
                log("h34", 'timed out')
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0, "i35"))
                    group.create_task(asyncio.sleep(0.2, "j36"))
                    group.create_task(asyncio.sleep(0.2, "k37"))
            except* Exception as errors:
                log("l38", len(errors.exceptions))
            try:
                log(await asyncio.gather(asyncio.sleep(0.2, "m39"), asyncio.sleep(0.1, "n40"), asyncio.sleep(0, "o41")))
            except Exception as error:
                log("p42", repr(error))
            log("q43")
        try:
            log(await asyncio.gather(asyncio.sleep(0.1, "r44"), asyncio.sleep(0.1, "s45"), return_exceptions=True))
        except Exception as error:
            log("t46", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.1, "u47"), 0.5))
        except (TimeoutError, ValueError) as error:
            log("v48", type(error).__name__)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.3, "w49"))
                group.create_task(asyncio.sleep(0.3, "x50"))
                group.create_task(asyncio.sleep(0.3, "y51"))
        except* Exception as errors:
            log("z52", len(errors.exceptions))
        log("a53")
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
            try:
                log(await asyncio.shield(asyncio.sleep(0, "b54")))
            except Exception as error:
                log("c55", repr(error))
            try:
                log(await asyncio.gather(w0(), w0(), return_exceptions=True))
            except Exception as error:
                log("d56", repr(error))
            try:
                log(await asyncio.shield(w2()))
            except Exception as error:
                log("e57", repr(error))
            asyncio.get_running_loop().call_later(0.5, log, "f58")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
