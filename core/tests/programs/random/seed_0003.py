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
        tasks.append(asyncio.create_task(w3()))
        asyncio.get_running_loop().call_soon(log, "a1")
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
        if queue.empty():
            raise ValueError("c3")
        log("d4", asyncio.current_task().get_name())
        log("e5", asyncio.current_task().get_name())
        if queue.empty():
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
        tasks.append(asyncio.create_task(asyncio.sleep(0.5, "i9"), name="h8"))
        log("j10")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.3, "k11")))
        except Exception as error:
            log("l12", repr(error))
        try:
            log(await asyncio.shield(asyncio.sleep(0.2, "m13")))
        except Exception as error:
            log("n14", repr(error))
        async for n in count(2, 0.1):
            log("o15", n)
            if n == 0:
                break
        try:
            queue.put_nowait("p16")
        except asyncio.QueueFull:
            log("full")
        log("q17")
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
            if tasks:
                try:
                    log("task gave", await tasks[1 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            tasks.append(asyncio.create_task(w2()))
            async with semaphore:
                done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_COMPLETED)
                log("r18", len(done), len(pending))
                for task in pending:
                    task.cancel()
                async for n in count(1, 0.1):
                    log("s19", n)
                log("t20")
            log("u21", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
