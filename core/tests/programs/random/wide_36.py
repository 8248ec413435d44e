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


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    log("a1", asyncio.current_task().get_name())
    if futures:
        try:
            log(await futures[0 % len(futures)])
        except (ValueError, TimeoutError, asyncio.CancelledError) as error:
            log("b2", repr(error))
    await asyncio.sleep(0)
    log("c3")
    return "w0"


async def w1():
    try:
        event.set()
        try:
            async with asyncio.timeout(0.1) as limit:
                futures.append(asyncio.get_running_loop().create_future())
                asyncio.get_running_loop().call_later(0.1, settle, futures[-1], "d4")
                if futures:
                    try:
                        futures[0 % len(futures)].set_result("e5")
                    except (asyncio.InvalidStateError, ValueError) as error:
                        log("g7", repr(error))
                try:
                    async with asyncio.timeout(0.1) as limit:
                        futures.append(asyncio.get_running_loop().create_future())
                        asyncio.get_running_loop().call_later(0.1, settle, futures[-1], "h8")
                        log("i9")
                except TimeoutError:
                    log("j10", limit.expired(), asyncio.current_task().cancelling())
                log("k11")
        except TimeoutError:
            log("l12", limit.expired(), asyncio.current_task().cancelling())
        log("m13")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    if futures:
        try:
            log(futures[3 % len(futures)].result())
        except (asyncio.InvalidStateError, ValueError) as error:
            log("p16", repr(error))
    try:
        log(await Hops(2))
        try:
            async with asyncio.timeout(0.1) as limit:
                try:
                    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.1) as limit:
                        if futures:
                            try:
                                log(await futures[2 % len(futures)])
                            except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                                log("q17", repr(error))
                        log("r18")
                except TimeoutError:
                    log("s19", limit.expired(), asyncio.current_task().cancelling())
                try:
                    heap.put_nowait(1)
                except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
                    log("t20", repr(error))
                log("u21")
        except TimeoutError:
            log("v22", limit.expired(), asyncio.current_task().cancelling())
        async with semaphore:
            log("w23", asyncio.current_task().get_name())
            log("x24")
        if tasks:
            task = tasks[-1 % len(tasks)]
            log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
        log("y25")
    except asyncio.CancelledError:
        log("z26")
    finally:
        log("a27", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.1) as limit:
            if tasks:
                task = tasks[2 % len(tasks)]
                log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
            try:
                log(await asyncio.gather(event.wait(), w3(), w3(), queue.get(), return_exceptions=True))
            except Exception as error:
                log("b28", repr(error))
            log("c29")
    except TimeoutError:
        log("d30", limit.expired(), asyncio.current_task().cancelling())
    log(heap.qsize(), heap.full(), heap.empty())
    log("e31")
    return "w2"


async def w3():
    try:
        log(queue.get_nowait())
    except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
        log("f32", repr(error))
    if tick(4):
        asyncio.current_task().cancel()
        log(asyncio.current_task().uncancel())
    await asyncio.sleep(0)
    futures.append(asyncio.get_running_loop().create_future())
    asyncio.get_running_loop().call_later(0.2, settle, futures[-1], "g33")
    log("h34")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 0.1, log, "i35")
            try:
                queue.task_done()
            except ValueError as error:
                log("j36", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
