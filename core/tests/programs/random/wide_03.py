import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    try:
        try:
            for next_done in asyncio.as_completed([queue.get(), w1()]):
                try:
                    log(await next_done)
                    break
                except (ValueError, KeyError) as error:
                    log("a1", repr(error))
        except TimeoutError as error:
            log("b2", repr(error))
        await asyncio.sleep(0.15)
        log("c3")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    await Hops(0)
    if tasks:
        asyncio.get_running_loop().call_later(0.15, tasks[2 % len(tasks)].cancel)
    event.clear()
    try:
        log(await asyncio.wait_for(queue.get(), 0.15))
    except (TimeoutError, ValueError, KeyError) as error:
        log("d4", repr(error))
    log("e5")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if tasks:
                asyncio.get_running_loop().call_later(0.25, tasks[-2 % len(tasks)].cancel)
            try:
                log(await asyncio.shield(asyncio.gather(asyncio.sleep(0.2, "f6"), w0(), queue.get())))
            except Exception as error:
                log("g7", repr(error))
            log("h8", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
