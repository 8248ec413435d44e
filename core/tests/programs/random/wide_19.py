import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []
state = {"n": 0}
var = contextvars.ContextVar("var", default="-")


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
    try:
        try:
            log(await asyncio.wait_for(event.wait(), 0))
        except TimeoutError as error:
            log("a1", repr(error))
        try:
            log(await asyncio.wait_for(w1(), 0.5))
        except (TimeoutError, ValueError, KeyError) as error:
            log("b2", repr(error))
        async with semaphore:
            if futures:
                try:
                    futures[0 % len(futures)].set_result("c3")
                except (asyncio.InvalidStateError, ValueError) as error:
                    log("e5", repr(error))
            try:
                log(await asyncio.wait_for(event.wait(), 0))
            except TimeoutError as error:
                log("f6", repr(error))
            log(event.is_set())
            log("g7")
        log("h8")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        log("barrier", await asyncio.wait_for(barrier.wait(), 0))
    except (asyncio.BrokenBarrierError, TimeoutError) as error:
        log("i9", repr(error))
    log("j10")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                async with asyncio.timeout(0.5) as limit:
                    asyncio.get_running_loop().call_soon(lambda: log(var.get()))
                    await event.wait()
                    futures.append(asyncio.get_running_loop().create_future())
                    asyncio.get_running_loop().call_later(1, settle, futures[-1], "l12")
                    log("m13")
            except TimeoutError:
                log("n14", limit.expired(), asyncio.current_task().cancelling())
            if futures:
                try:
                    log(futures[0 % len(futures)].result())
                except (asyncio.InvalidStateError, ValueError) as error:
                    log("q17", repr(error))
            if tick(4):
                asyncio.current_task().cancel()
                log(asyncio.current_task().uncancel())
            try:
                async with asyncio.timeout(0.5) as limit:
                    log(await Hops(2))
                    async with condition:
                        await condition.wait()
                    log("r18")
            except TimeoutError:
                log("s19", limit.expired(), asyncio.current_task().cancelling())
            if tick(1):
                queue.shutdown(immediate=True)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
