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
        time.sleep(0.5)
        log("a1", asyncio.current_task().get_name())
        tasks.append(asyncio.create_task(w3(), name="b2"))
        tasks.append(asyncio.create_task(w5(), name="c3"))
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w5())], return_when=asyncio.ALL_COMPLETED, timeout=0.3)
        log("e5", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            log(await asyncio.shield(w4()))
        except Exception as error:
            log("f6", repr(error))
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            async with asyncio.timeout(0.1):
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(asyncio.sleep(0.1, "h8"))
                        group.create_task(asyncio.sleep(0.1, "i9"))
                except* Exception as errors:
                    log("j10", len(errors.exceptions))
                log("k11")
        except TimeoutError:
            log("l12", 'timed out')
        await asyncio.sleep(0.1)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0, "m13"))
                group.create_task(w5())
                try:
                    log(await asyncio.shield(w3()))
                except Exception as error:
                    log("n14", repr(error))
                log("o15")
        except* Exception as errors:
            log("p16", len(errors.exceptions))
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w4()), asyncio.ensure_future(w4())], return_when=asyncio.ALL_COMPLETED, timeout=0)
        log("r18", len(done), len(pending))
        log("s19")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        async with semaphore:
            done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(asyncio.sleep(0.2, "t20"))], return_when=asyncio.FIRST_EXCEPTION)
            log("u21", len(done), len(pending))
            async with lock:
                try:
                    log(await asyncio.gather(w5(), w5(), w5()))
                except Exception as error:
                    log("v22", repr(error))
                tasks.append(asyncio.create_task(w5()))
                log("w23")
            try:
                log(await asyncio.gather(w5(), asyncio.sleep(0, "x24"), return_exceptions=True))
            except Exception as error:
                log("y25", repr(error))
            log("got", await queue.get())
            log("z26")
        await asyncio.sleep(0)
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "a27")), asyncio.ensure_future(w5())], return_when=asyncio.ALL_COMPLETED)
        log("b28", len(done), len(pending))
        log("c29")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        asyncio.get_running_loop().call_later(0, log, "d30")
        async for n in count(1, 0.1):
            log("e31", n)
            if n == 1:
                break
        asyncio.get_running_loop().call_soon(log, "f32")
        await asyncio.sleep(0.3)
        log("g33")
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
                queue.put_nowait("h34")
            except asyncio.QueueFull:
                log("full")
            try:
                log(await asyncio.gather(asyncio.sleep(0.3, "i35"), w1(), asyncio.sleep(0.1, "j36")))
            except Exception as error:
                log("k37", repr(error))
            event.set()
            try:
                log(await asyncio.gather(w0(), w2(), w1()))
            except Exception as error:
                log("l38", repr(error))
            if tasks:
                try:
                    log("task gave", await tasks[-1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
