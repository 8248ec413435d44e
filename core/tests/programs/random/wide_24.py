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


def block(seconds, text):
    time.sleep(seconds)
    return text


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
        try:
            log(await asyncio.gather(w2(), w3(), return_exceptions=True))
        except Exception as error:
            log("a1", repr(error))
        for turn in range(3):
            both = asyncio.gather(w3(), asyncio.sleep(0.2, "b2"))
            asyncio.get_running_loop().call_later(0.1, both.cancel)
            try:
                log(await both)
            except (Exception, asyncio.CancelledError) as error:
                log("c3", repr(error))
            if tasks:
                try:
                    log("task gave", await tasks[1 % len(tasks)])
                except (Exception, asyncio.CancelledError) as error:
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
    async with lock:
        time.sleep(0.1)
        try:
            log(await asyncio.wait_for(w2(), 0.1))
        except (TimeoutError, ValueError, KeyError) as error:
            log("g7", repr(error))
        try:
            log(await asyncio.gather(queue.put("h8"), w2(), w3(), return_exceptions=True))
        except Exception as error:
            log("i9", repr(error))
        log("j10")
    try:
        log(await asyncio.wait_for(event.wait(), 0.1))
    except TimeoutError as error:
        log("k11", repr(error))
    async for n in careful(2, 0.2):
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError, KeyError) as error:
            log("l12", repr(error))
        if tasks:
            try:
                log("task gave", await asyncio.shield(tasks[-1 % len(tasks)]))
            except (Exception, asyncio.CancelledError) as error:
                log("m13", repr(error))
        log("n14")
        if n == 0:
            break
    log("o15")
    return "w1"


async def w2():
    try:
        if futures:
            try:
                log(await asyncio.wait_for(asyncio.shield(futures[-1]), 0.1))
            except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                log("p16", repr(error))
        log("q17")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.1) as limit:
            try:
                log(await asyncio.wait_for(event.wait(), 0.2))
            except TimeoutError as error:
                log("r18", repr(error))
            if tasks:
                log("cancel", tasks[-1 % len(tasks)].cancel())
            try:
                log(await asyncio.wait_for(event.wait(), 0.2))
            except (TimeoutError, ValueError, KeyError) as error:
                log("s19", repr(error))
            if tick(1):
                queue.shutdown()
            log("t20")
    except TimeoutError:
        log("u21", limit.expired(), asyncio.current_task().cancelling())
    if tasks:
        try:
            log("task gave", await tasks[1 % len(tasks)])
        except (Exception, asyncio.CancelledError) as error:
            log("v22", repr(error))
    tasks.append(asyncio.create_task(event.wait()))
    log("w23")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            time.sleep(0.1)
            try:
                if tick(3):
                    queue.shutdown(immediate=True)
                both = asyncio.gather(asyncio.to_thread(block, 0.2, "x24"), w2())
                asyncio.get_running_loop().call_later(0.2, both.cancel)
                try:
                    log(await both)
                except (Exception, asyncio.CancelledError) as error:
                    log("y25", repr(error))
                log("z26")
            except asyncio.CancelledError:
                log("a27")
                raise
            finally:
                log("b28", asyncio.current_task().cancelling())
            for turn in range(3):
                if tasks:
                    log("cancel", tasks[-1 % len(tasks)].cancel())
                if tasks:
                    try:
                        log("task gave", await asyncio.shield(tasks[2 % len(tasks)]))
                    except (Exception, asyncio.CancelledError) as error:
                        log("c29", repr(error))
                log("d30")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
