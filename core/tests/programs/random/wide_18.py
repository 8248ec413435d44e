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


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    try:
        if tick(1):
            queue.shutdown()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w1())
                tasks.append(group.create_task(w1()))
                try:
                    for next_done in asyncio.as_completed([w1(), queue.get(), event.wait(), asyncio.to_thread(block, 0.15, "a1")], timeout=0.25):
                        try:
                            log(await next_done)
                        except (ValueError, KeyError) as error:
                            log("b2", repr(error))
                except TimeoutError as error:
                    log("c3", repr(error))
                log("d4")
        except* Exception as errors:
            log("e5", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log("f6")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0.25)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async for next_done in asyncio.as_completed([asyncio.to_thread(block, 0.25, "g7"), queue.get(), asyncio.sleep(0.25, "h8")]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("i9", repr(error))
    except TimeoutError as error:
        log("j10", repr(error))
    log("k11")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log("barrier", await barrier.wait())
            except (asyncio.BrokenBarrierError, TimeoutError) as error:
                log("l12", repr(error))
            log("m13", asyncio.current_task().get_name())
            tasks.append(asyncio.create_task(w1()))
            event.set()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
