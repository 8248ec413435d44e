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


def block_and_fail(seconds, text):
    time.sleep(seconds)
    raise KeyError(text)


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
        async for n in count(3, 0):
            log(event.is_set())
            try:
                log(await asyncio.gather(w2(), w2()))
            except Exception as error:
                log("a1", repr(error))
            try:
                log(await asyncio.to_thread(block, 1, "b2"))
            except KeyError as error:
                log("d4", repr(error))
            log("e5")
        log("f6")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.to_thread(block_and_fail, 0, "g7"))
        except KeyError as error:
            log("i9", repr(error))
        log("j10")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        if tick(2):
            queue.shutdown()
        if tasks:
            tasks[0 % len(tasks)].add_done_callback(lambda task: log("callback", task.cancelled()))
        async with condition:
            await condition.wait()
        log("k11")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            asyncio.get_running_loop().call_later(1, event.set)
            async with lock:
                done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w0())], return_when=asyncio.FIRST_EXCEPTION)
                log("l12", len(done), len(pending))
                for task in pending:
                    task.cancel()
                asyncio.get_running_loop().call_later(0.5, log, "m13")
                if tick(3):
                    queue.shutdown(immediate=True)
                log("n14")
            log([n async for n in careful(2, 1) if n % 2 == 0])
            done, pending = await asyncio.wait([asyncio.ensure_future(queue.get()), asyncio.ensure_future(w0())], return_when=asyncio.FIRST_EXCEPTION, timeout=0.5)
            log("o15", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(len(await asyncio.gather(*pending, return_exceptions=True)))
            asyncio.get_running_loop().call_soon(log, "p16")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
