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


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    try:
        if tick(1):
            queue.shutdown()
        for turn in range(3):
            await asyncio.sleep(0.2)
            log("a1", asyncio.current_task().get_name())
            log("b2")
        async with lock:
            try:
                async with asyncio.timeout(0.3) as limit:
                    await asyncio.sleep(0.15)
                    try:
                        log("barrier", await asyncio.wait_for(barrier.wait(), 0.15))
                    except (asyncio.BrokenBarrierError, TimeoutError) as error:
                        log("c3", repr(error))
                    log("d4")
            except TimeoutError:
                log("e5", limit.expired(), asyncio.current_task().cancelling())
            log(event.is_set())
            if tasks:
                log("cancel", tasks[-1 % len(tasks)].cancel("f6"))
            log("g7")
        log("h8")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        log("i9", asyncio.current_task().get_name())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(queue.get())
                tasks.append(group.create_task(queue.get()))
        except* Exception as errors:
            log("j10", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log(event.is_set())
        try:
            async with asyncio.timeout(None) as limit:
                tasks.append(asyncio.create_task(queue.put("k11")))
                log(await Hops(3))
                log("l12")
        except TimeoutError:
            log("m13", limit.expired(), asyncio.current_task().cancelling())
        log("n14")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            log("o15", asyncio.current_task().get_name())
            async with condition:
                log(await condition.wait_for(lambda: state["n"] > 1))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
