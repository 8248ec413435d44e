import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []
state = {"n": 0}


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def tick(modulus):
    state["n"] += 1
    return state["n"] % modulus == 0


def settle(future, text):
    if not future.done():
        future.set_result(text)


async def careful(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        await asyncio.sleep(pause)
        log("careful ends")


async def w0():
    try:
        try:
            try:
                log(await asyncio.wait_for(queue.put("a1"), 0))
            except (TimeoutError, ValueError, KeyError) as error:
                log("b2", repr(error))
            for turn in range(3):
                async with lock:
                    event.clear()
                    log("c3")
                futures.append(asyncio.get_running_loop().create_future())
                asyncio.get_running_loop().call_later(0, settle, futures[-1], "d4")
                log("e5")
            log([n async for n in careful(1, 0) if n % 2 == 0])
            log("f6")
        finally:
            log("g7", asyncio.current_task().cancelling())
        futures.append(asyncio.get_running_loop().create_future())
        asyncio.get_running_loop().call_later(0.1, settle, futures[-1], "h8")
        log("i9")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0)
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.gather(w2(), w2(), w2(), w2()))
        except Exception as error:
            log("j10", repr(error))
        if tick(1):
            queue.shutdown(immediate=True)
        try:
            log(await asyncio.gather(w2(), event.wait(), asyncio.sleep(0, "k11"), w2()))
        except Exception as error:
            log("l12", repr(error))
        log("m13")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    if tasks:
        task = tasks[3 % len(tasks)]
        log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
    try:
        queue.put_nowait(9)
    except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
        log("n14", repr(error))
    log("o15")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with bounded:
                event.set()
                log("p16", asyncio.current_task().get_name())
                await asyncio.sleep(0)
                log("q17")
            try:
                async with asyncio.timeout(0.1) as limit:
                    log("r18", asyncio.current_task().get_name())
                    if futures:
                        try:
                            log(await asyncio.wait_for(futures[-1], 0.1))
                        except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                            log("s19", repr(error))
                    await event.wait()
                    log("t20")
            except TimeoutError:
                log("u21", limit.expired(), asyncio.current_task().cancelling())
            event.clear()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
