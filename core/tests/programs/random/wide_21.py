import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


async def w0():
    try:
        try:
            log(await asyncio.wait_for(queue.get(), 0.1))
        except (TimeoutError, ValueError, KeyError) as error:
            log("a1", repr(error))
        log("b2", asyncio.current_task().get_name())
        try:
            await asyncio.wait_for(heap.join(), 0)
        except TimeoutError as error:
            log("c3", repr(error))
        log("d4")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        event.set()
        log("e5")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(w0(), 0))
            except (TimeoutError, ValueError, KeyError) as error:
                log("f6", repr(error))
            async with semaphore:
                await asyncio.sleep(0)
                try:
                    log(await asyncio.wait_for(event.wait(), 0.1))
                except (TimeoutError, ValueError, KeyError) as error:
                    log("g7", repr(error))
                try:
                    await asyncio.wait_for(lock.acquire(), 0)
                except TimeoutError:
                    log("h8", "no lock")
                else:
                    await asyncio.sleep(0.1)
                    lock.release()
                log("i9")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
