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
    try:
        await barrier.abort()
    except (asyncio.BrokenBarrierError, TimeoutError) as error:
        log("a1", repr(error))
    time.sleep(0.2)
    async with lock:
        async with managed("b2", 0.3) as name:
            try:
                for next_done in asyncio.as_completed([w2(), w3(), w2(), w2()]):
                    try:
                        log(await next_done)
                    except (ValueError, KeyError) as error:
                        log("c3", repr(error))
            except TimeoutError as error:
                log("d4", repr(error))
            try:
                queue.task_done()
            except ValueError as error:
                log("e5", repr(error))
            log("f6")
        try:
            async for next_done in asyncio.as_completed([w2(), asyncio.sleep(0.3, "g7")]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("h8", repr(error))
        except TimeoutError as error:
            log("i9", repr(error))
        try:
            await barrier.abort()
        except (asyncio.BrokenBarrierError, TimeoutError) as error:
            log("j10", repr(error))
        log("k11")
    log("l12")
    return "w0"


async def w1():
    try:
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        log("m13")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0.5)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        for next_done in asyncio.as_completed([w3(), asyncio.to_thread(block, 0.5, "n14"), w4()], timeout=0.2):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("o15", repr(error))
    except TimeoutError as error:
        log("p16", repr(error))
    if tasks:
        try:
            log("task gave", await asyncio.shield(tasks[-2 % len(tasks)]))
        except (Exception, asyncio.CancelledError) as error:
            log("q17", repr(error))
    try:
        try:
            log(await asyncio.shield(asyncio.gather(w3(), asyncio.to_thread(block, 0.2, "r18"), event.wait(), return_exceptions=True)))
        except Exception as error:
            log("s19", repr(error))
        log("t20")
    finally:
        await asyncio.sleep(0)
    if tick(1):
        queue.shutdown(immediate=True)
    log("u21")
    return "w2"


async def w3():
    try:
        time.sleep(0.1)
        async with condition:
            try:
                await asyncio.wait_for(condition.wait(), 0)
            except TimeoutError as error:
                log("v22", repr(error))
        log("w23")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        await asyncio.sleep(0.2)
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.gather(asyncio.sleep(0.2, "x24"), queue.get(), asyncio.to_thread(block, 0.5, "y25"), return_exceptions=True))
        except Exception as error:
            log("z26", repr(error))
        log("a27")
    except asyncio.CancelledError as error:
        log("w4 cancelled", repr(error))
        raise
    finally:
        log("w4 ends")
    return "w4"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with semaphore:
                try:
                    log(await asyncio.gather(w2(), w4(), w0(), return_exceptions=True))
                except Exception as error:
                    log("b28", repr(error))
                try:
                    log(await asyncio.gather(w4(), w4(), w2(), return_exceptions=True))
                except Exception as error:
                    log("c29", repr(error))
                asyncio.get_running_loop().call_later(0, log, "d30")
                log("e31")
            try:
                try:
                    async with asyncio.timeout(0.2) as limit:
                        try:
                            await asyncio.wait_for(stack.put(4), 0.5)
                        except TimeoutError as error:
                            log("f32", repr(error))
                        asyncio.get_running_loop().call_later(0.3, event.set)
                        log("g33")
                except TimeoutError:
                    log("h34", limit.expired(), asyncio.current_task().cancelling())
                for turn in range(3):
                    if futures:
                        try:
                            log(await asyncio.wait_for(futures[-1], 0.5))
                        except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                            log("i35", repr(error))
                    log("j36")
                await stack.put(4)
                log("k37")
            except asyncio.CancelledError:
                log("l38")
                raise
            finally:
                await asyncio.sleep(0.2)
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(queue.get()))
                    group.create_task(w1())
            except* Exception as errors:
                log("m39", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
