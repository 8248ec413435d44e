import asyncio
import contextlib
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


@contextlib.asynccontextmanager
async def managed(text, pause):
    await asyncio.sleep(pause)
    try:
        yield text
    except ValueError as error:
        log("managed saw", error)
    finally:
        await asyncio.sleep(pause)
        log("managed ends", text)


async def w0():
    tasks.append(asyncio.create_task(w2(), eager_start=True))
    async with contextlib.aclosing(count(4, 0.1)) as items:
        async for n in items:
            log("a1", n)
            break
    log("b2")
    return "w0"


async def w1():
    try:
        async for next_done in asyncio.as_completed([w3(), w2()], timeout=0.1):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("c3", repr(error))
    except TimeoutError as error:
        log("d4", repr(error))
    try:
        try:
            log(await asyncio.wait_for(asyncio.shield(w2()), 0.1))
        except (Exception, asyncio.CancelledError) as error:
            log("e5", repr(error))
        log("f6")
    finally:
        await asyncio.sleep(0.1)
    log("g7")
    return "w1"


async def w2():
    try:
        if tick(2):
            queue.shutdown()
        log("h8")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    if futures:
        try:
            futures[1 % len(futures)].set_result("i9")
        except (asyncio.InvalidStateError, ValueError) as error:
            log("k11", repr(error))
    log("l12")
    return "w3"


async def w4():
    try:
        async with contextlib.aclosing(count(4, 0.2)) as items:
            async for n in items:
                log("m13", n)
                break
        try:
            log(await asyncio.wait_for(event.wait(), 0.1))
        except TimeoutError as error:
            log("n14", repr(error))
        async with condition:
            try:
                await asyncio.wait_for(condition.wait(), 0.2)
            except TimeoutError as error:
                log("o15", repr(error))
        if tick(4):
            asyncio.current_task().cancel()
        log("p16")
    except asyncio.CancelledError as error:
        log("w4 cancelled", repr(error))
        raise
    finally:
        log("w4 ends")
    return "w4"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with managed("q17", 0.2) as name:
                time.sleep(0.1)
                both = asyncio.gather(asyncio.to_thread(block, 0.2, "r18"), w4(), w1(), return_exceptions=True)
                asyncio.get_running_loop().call_later(0.1, both.cancel)
                try:
                    log(await both)
                except (Exception, asyncio.CancelledError) as error:
                    log("s19", repr(error))
                async with condition:
                    condition.notify_all()
                log("t20")
            timer = asyncio.get_running_loop().call_later(0.1, log, "u21")
            await asyncio.sleep(0.1)
            timer.cancel()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
