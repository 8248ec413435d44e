import asyncio
import contextlib
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


def block(seconds, text):
    time.sleep(seconds)
    return text


async def count(to, pause):
    try:
        for n in range(to):
            got = yield n
            if got:
                log("count got", got)
            await asyncio.sleep(pause)
    finally:
        log("count ends")


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
        log("a1", asyncio.current_task().get_name())
        log("b2")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    log("c3", asyncio.current_task().get_name())
    try:
        log(await asyncio.wait_for(heap.get(), 0))
    except TimeoutError as error:
        log("d4", repr(error))
    for turn in range(2):
        async with contextlib.aclosing(count(2, 0)) as items:
            async for n in items:
                log("e5", n)
                break
        await asyncio.sleep(0)
        log("f6")
    try:
        log(await asyncio.gather(asyncio.to_thread(block, 0, "g7"), asyncio.to_thread(block, 0, "h8"), asyncio.sleep(0, "i9"), queue.get(), return_exceptions=True))
    except Exception as error:
        log("j10", repr(error))
    log("k11")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async for n in careful(3, 0):
                async with bounded:
                    if tick(1):
                        queue.shutdown(immediate=True)
                    log("l12")
                log("m13")
                if n == 2:
                    break
            time.sleep(0)
            async with condition:
                condition.notify_all()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
