import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}
var = contextvars.ContextVar("var", default="-")


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


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


async def w0():
    try:
        log("a1", asyncio.current_task().get_name())
        asyncio.get_running_loop().call_soon(lambda: log(var.get()))
        log("c3")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.wait_for(event.wait(), 0.1))
        except TimeoutError as error:
            log("d4", repr(error))
        try:
            async with asyncio.timeout(0.1) as limit:
                try:
                    for next_done in asyncio.as_completed([event.wait(), queue.put("e5"), queue.get(), queue.put("f6")], timeout=0.1):
                        try:
                            log(await next_done)
                        except (ValueError, KeyError) as error:
                            log("g7", repr(error))
                except TimeoutError as error:
                    log("h8", repr(error))
                log("i9")
        except TimeoutError:
            log("j10", limit.expired(), asyncio.current_task().cancelling())
        try:
            for next_done in asyncio.as_completed([asyncio.to_thread(block, 0.1, "k11"), asyncio.sleep(0.1, "l12"), queue.put("m13"), asyncio.sleep(0.1, "n14")]):
                try:
                    log(await next_done)
                    break
                except (ValueError, KeyError) as error:
                    log("o15", repr(error))
        except TimeoutError as error:
            log("p16", repr(error))
        try:
            await asyncio.wait_for(lock.acquire(), 0.1)
        except TimeoutError:
            log("q17", "no lock")
        else:
            await asyncio.sleep(0.2)
            lock.release()
        log("r18")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with condition:
                log(await condition.wait_for(lambda: state["n"] > 6))
            log([n async for n in count(1, 0.1) if n % 2 == 0])
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
