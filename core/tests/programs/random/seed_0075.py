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
        log(await asyncio.to_thread(block, 0.3, "a1"))
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "b2")), asyncio.ensure_future(asyncio.sleep(0.5, "c3"))], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
        log("d4", len(done), len(pending))
        async for n in count(3, 0.2):
            log("e5", n)
            if n == 2:
                break
        async for n in count(2, 0.1):
            log("f6", n)
            if n == 0:
                break
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
        await asyncio.sleep(0.5)
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.1, "k11"), name="j10"))
        tasks.append(asyncio.create_task(w3(), name="l12"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w4())
                done, pending = await asyncio.wait([asyncio.ensure_future(w4()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_EXCEPTION, timeout=0)
                log("m13", len(done), len(pending))
                for task in pending:
                    task.cancel()
                log(await asyncio.to_thread(block, 0.5, "n14"))
                log("o15")
        except* Exception as errors:
            log("p16", len(errors.exceptions))
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if tasks:
            try:
                log("task gave", await tasks[-1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("r18")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "s19")), asyncio.ensure_future(asyncio.sleep(0, "t20")), asyncio.ensure_future(asyncio.sleep(0.5, "u21"))], return_when=asyncio.FIRST_COMPLETED)
        log("v22", len(done), len(pending))
        log(await asyncio.to_thread(block, 0.2, "w23"))
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "x24"), asyncio.sleep(0.5, "y25"), asyncio.sleep(0.1, "z26")))
        except Exception as error:
            log("a27", repr(error))
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "b28"), asyncio.sleep(0.2, "c29"), return_exceptions=True))
        except Exception as error:
            log("d30", repr(error))
        log("e31")
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
                log(await asyncio.shield(asyncio.sleep(0.5, "f32")))
            except Exception as error:
                log("g33", repr(error))
            log("h34", asyncio.current_task().get_name())
            await event.wait()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
