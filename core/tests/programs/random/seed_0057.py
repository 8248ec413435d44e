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
        async with lock:
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w2())
                    group.create_task(w3())
                    if tasks:
                        try:
                            log("task gave", await tasks[0 % len(tasks)])
                        except Exception as error:
                            log("task raised", type(error).__name__)
                    await asyncio.sleep(0.3)
                    tasks.append(asyncio.create_task(w3()))
                    log("a1")
            except* Exception as errors:
                log("b2", len(errors.exceptions))
            try:
                log(await asyncio.wait_for(w3(), 0.1))
            except (TimeoutError, ValueError) as error:
                log("c3", type(error).__name__)
            try:
                log(await asyncio.shield(w1()))
            except Exception as error:
                log("d4", repr(error))
            log("e5")
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED)
        log("f6", len(done), len(pending))
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("g7")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with semaphore:
            log("got", await queue.get())
            log("h8")
        tasks.append(asyncio.create_task(w3()))
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("i9", type(error).__name__)
        async with semaphore:
            tasks.append(asyncio.create_task(w2()))
            log("got", await queue.get())
            log("j10")
        log("k11")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.gather(w3(), w3(), return_exceptions=True))
        except Exception as error:
            log("l12", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.2, "m13"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("n14", type(error).__name__)
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
            log(await asyncio.shield(asyncio.sleep(0.2, "p16")))
        except Exception as error:
            log("q17", repr(error))
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "r18")))
        except Exception as error:
            log("s19", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.3, "t20"), 0))
        except (TimeoutError, ValueError) as error:
            log("u21", type(error).__name__)
        async with lock:
            await asyncio.sleep(0.5)
            asyncio.get_running_loop().call_soon(log, "v22")
            log("w23")
        log("x24")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.5)
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
            try:
                log(await asyncio.gather(w3(), w3(), w2(), return_exceptions=True))
            except Exception as error:
                log("y25", repr(error))
            try:
                log(await asyncio.gather(w0(), asyncio.sleep(0.2, "z26"), w0(), return_exceptions=True))
            except Exception as error:
                log("a27", repr(error))
            if tasks:
                try:
                    log("task gave", await tasks[-3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            time.sleep(0.3)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
