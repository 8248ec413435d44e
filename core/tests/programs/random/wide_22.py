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
        try:
            await asyncio.wait_for(semaphore.acquire(), 0.1)
        except TimeoutError:
            log("a1", "no semaphore")
        else:
            await asyncio.sleep(0.2)
            semaphore.release()
        if tick(3):
            asyncio.current_task().cancel()
        try:
            for next_done in asyncio.as_completed([w1(), w1(), w1(), w1()]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("b2", repr(error))
        except TimeoutError as error:
            log("c3", repr(error))
        async for n in count(2, 0.2):
            log(heap.qsize(), heap.full(), heap.empty())
            log("d4")
            if n == 1:
                break
        log("e5")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            for next_done in asyncio.as_completed([asyncio.sleep(0.1, "f6"), asyncio.sleep(0.1, "g7"), asyncio.sleep(0.2, "h8"), asyncio.to_thread(block, 0.1, "i9")]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("j10", repr(error))
        except TimeoutError as error:
            log("k11", repr(error))
        try:
            log(await asyncio.gather(queue.get(), queue.put("l12"), queue.put("m13"), asyncio.to_thread(block, 0.1, "n14")))
        except Exception as error:
            log("o15", repr(error))
        items = count(2, 0.1)
        try:
            log(await anext(items))
            await items.athrow(ValueError("q17"))
        except (StopAsyncIteration, RuntimeError, ValueError) as error:
            log("r18", repr(error))
        finally:
            del items
        log("got", await queue.get())
        log("s19")
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
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                await asyncio.wait_for(lock.acquire(), 0.1)
            except TimeoutError:
                log("t20", "no lock")
            else:
                await asyncio.sleep(0.1)
                lock.release()
            try:
                log(await asyncio.wait_for(stack.get(), 0.2))
            except TimeoutError as error:
                log("u21", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
