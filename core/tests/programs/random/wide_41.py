import asyncio
import contextlib
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
        async with condition:
            state["n"] += 1
            condition.notify_all()
        async with bounded:
            if tasks:
                try:
                    log("task gave", await asyncio.shield(tasks[1 % len(tasks)]))
                except (Exception, asyncio.CancelledError) as error:
                    log("a1", repr(error))
            try:
                log(await asyncio.wait_for(queue.get(), 1))
            except TimeoutError as error:
                log("b2", repr(error))
            async with lock:
                tasks.append(asyncio.create_task(w3()))
                log("c3")
            log("got", await heap.get())
            log("d4")
        if tasks:
            asyncio.get_running_loop().call_later(0.5, tasks[2 % len(tasks)].cancel)
        log("e5")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        both = asyncio.gather(w3(), w2(), w3(), w3())
        asyncio.get_running_loop().call_later(0, both.cancel)
        try:
            log(await both)
        except (Exception, asyncio.CancelledError) as error:
            log("f6", repr(error))
        tasks.append(asyncio.create_task(asyncio.sleep(1, "g7")))
        var.set("h8")
        log("i9")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    async with condition:
        try:
            for next_done in asyncio.as_completed([w3(), w3()], timeout=0):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("j10", repr(error))
        except TimeoutError as error:
            log("k11", repr(error))
        log("l12")
    both = asyncio.gather(w3(), w3(), queue.put("m13"), return_exceptions=True)
    asyncio.get_running_loop().call_later(0.5, both.cancel)
    try:
        log(await both)
    except (Exception, asyncio.CancelledError) as error:
        log("n14", repr(error))
    log("o15")
    return "w2"


async def w3():
    try:
        items = careful(2, 0.5)
        try:
            log(await anext(items))
            await items.aclose()
        except (StopAsyncIteration, RuntimeError, ValueError) as error:
            log("r18", repr(error))
        finally:
            del items
        tasks.append(asyncio.create_task(asyncio.to_thread(block, 1, "s19")))
        async with contextlib.aclosing(count(2, 0.5)) as items:
            async for n in items:
                log("t20", n)
                break
        log("u21")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(event.wait(), 0.5))
            except TimeoutError as error:
                log("v22", repr(error))
            try:
                log(await asyncio.gather(queue.get(), w0(), w1(), w3(), return_exceptions=True))
            except Exception as error:
                log("w23", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
