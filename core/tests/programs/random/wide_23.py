import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def tick(modulus):
    state["n"] += 1
    return state["n"] % modulus == 0


async def w0():
    try:
        if len(tasks) % 2:
            raise asyncio.CancelledError("a1")
        try:
            log(await asyncio.gather(w1(), w1()))
        except Exception as error:
            log("b2", repr(error))
        try:
            log(await asyncio.gather(w1(), w1(), w1(), w1()))
        except Exception as error:
            log("c3", repr(error))
        log("d4")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0)
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    if tasks:
        try:
            log("task gave", await asyncio.shield(tasks[-3 % len(tasks)]))
        except (Exception, asyncio.CancelledError) as error:
            log("e5", repr(error))
    if tasks:
        try:
            log("task gave", await asyncio.shield(tasks[0 % len(tasks)]))
        except (Exception, asyncio.CancelledError) as error:
            log("f6", repr(error))
    async with condition:
        condition.notify_all()
    log("g7")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if tick(4):
                asyncio.current_task().cancel()
            asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 0.5, log, "h8")
            try:
                log(await asyncio.wait_for(event.wait(), 0))
            except TimeoutError as error:
                log("i9", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
