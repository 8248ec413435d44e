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
        await queue.put("a1")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
        except* Exception as errors:
            log("b2", len(errors.exceptions))
        log("c3")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("d4", repr(error))
        try:
            log(await asyncio.shield(asyncio.sleep(0.5, "e5")))
        except Exception as error:
            log("f6", repr(error))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.2, "g7"))
        except* Exception as errors:
            log("h8", len(errors.exceptions))
        try:
            log(await asyncio.gather(w2(), w3()))
        except Exception as error:
            log("i9", repr(error))
        log("j10")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        log("got", await queue.get())
        try:
            async with asyncio.timeout(0.5):
                if tasks:
                    log("cancel", tasks[4 % len(tasks)].cancel())
                asyncio.get_running_loop().call_soon(log, "k11")
                time.sleep(0.1)
                try:
                    queue.put_nowait("l12")
                except asyncio.QueueFull:
                    log("full")
                log("m13")
        except TimeoutError:
            log("n14", 'timed out')
        log("o15")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.3)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            async with asyncio.timeout(0.2):
                log("got", await queue.get())
                log("p16")
        except TimeoutError:
            log("q17", 'timed out')
        log("r18", asyncio.current_task().get_name())
        if tasks:
            try:
                log("task gave", await tasks[3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        asyncio.get_running_loop().call_later(0, log, "s19")
        log("t20")
    except asyncio.CancelledError:
        log("w3 cancelled")
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
            event.set()
            async for n in count(2, 0.3):
                log("u21", n)
                if n == 0:
                    break
            done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w0()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
            log("v22", len(done), len(pending))
            try:
                log(await asyncio.shield(w3()))
            except Exception as error:
                log("w23", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
