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
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
        log("a1", len(done), len(pending))
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        await asyncio.sleep(0.3)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w2()))
        log("c3")
    except asyncio.CancelledError:
        log("w1 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.gather(w3(), w3(), asyncio.sleep(0.1, "d4"), return_exceptions=True))
        except Exception as error:
            log("e5", repr(error))
        if queue.empty():
            raise ValueError("f6")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w3())
                group.create_task(w3())
                log(await asyncio.to_thread(block, 0, "g7"))
                await event.wait()
                log("h8")
        except* Exception as errors:
            log("i9", len(errors.exceptions))
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if queue.empty():
            raise ValueError("k11")
        log("l12", asyncio.current_task().get_name())
        asyncio.get_running_loop().call_soon(log, "m13")
        log("n14")
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
            tasks.append(asyncio.create_task(w0()))
            try:
                log(await asyncio.wait_for(asyncio.sleep(0.5, "o15"), 0))
            except (TimeoutError, ValueError) as error:
                log("p16", type(error).__name__)
            if tasks:
                try:
                    log("task gave", await tasks[-2 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            log("q17", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
