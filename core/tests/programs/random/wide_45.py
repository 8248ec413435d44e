import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block_and_fail(seconds, text):
    time.sleep(seconds)
    raise KeyError(text)


async def careful(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        await asyncio.sleep(pause)
        log("careful ends")


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w2()), asyncio.ensure_future(w3())], return_when=asyncio.ALL_COMPLETED)
        log("a1", len(done), len(pending))
        for task in pending:
            task.cancel()
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w1()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED)
        log("b2", len(done), len(pending))
        done, pending = await asyncio.wait([asyncio.ensure_future(queue.put("c3")), asyncio.ensure_future(w2()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED)
        log("d4", len(done), len(pending))
        log("e5")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        log(await asyncio.gather(w3(), w2(), return_exceptions=True))
    except Exception as error:
        log("f6", repr(error))
    log("g7")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.to_thread(block_and_fail, 0, "h8"))
        except KeyError as error:
            log("j10", repr(error))
        try:
            log(await asyncio.gather(event.wait(), w3(), w3()))
        except Exception as error:
            log("k11", repr(error))
        log(await Hops(2))
        log("l12")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        await asyncio.sleep(0)
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except (Exception, asyncio.CancelledError) as error:
                log("m13", repr(error))
        await asyncio.sleep(0)
        try:
            log(await asyncio.wait_for(event.wait(), 0))
        except TimeoutError as error:
            log("n14", repr(error))
        log("o15")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(heap.get_nowait())
            except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
                log("p16", repr(error))
            async with contextlib.aclosing(careful(4, 0)) as items:
                async for n in items:
                    log("q17", n)
                    break
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
