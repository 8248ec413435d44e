import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


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
    if tasks:
        log("cancel", tasks[-3 % len(tasks)].cancel())
    async with managed("a1", 0) as name:
        if tasks:
            log("cancel", tasks[0 % len(tasks)].cancel())
        try:
            queue.put_nowait(8)
        except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
            log("b2", repr(error))
        log("c3")
    async with condition:
        try:
            log(await asyncio.shield(asyncio.gather(w1(), w2(), w1(), w1(), return_exceptions=True)))
        except Exception as error:
            log("d4", repr(error))
        log("e5")
    log("f6")
    return "w0"


async def w1():
    try:
        async with lock:
            done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED)
            log("g7", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(len(await asyncio.gather(*pending, return_exceptions=True)))
            time.sleep(0.1)
            log("h8")
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED, timeout=0)
        log("i9", len(done), len(pending))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w2())
                try:
                    log(await asyncio.wait_for(event.wait(), 0.1))
                except (TimeoutError, ValueError, KeyError) as error:
                    log("j10", repr(error))
                log("k11")
        except* Exception as errors:
            log("l12", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log("m13")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            await asyncio.wait_for(stack.join(), 0)
        except TimeoutError as error:
            log("n14", repr(error))
        log("o15")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(queue.get(), 0.1))
            except TimeoutError as error:
                log("p16", repr(error))
            try:
                async for next_done in asyncio.as_completed([w0(), w0(), w2()], timeout=0):
                    try:
                        log(await next_done)
                        break
                    except (ValueError, KeyError) as error:
                        log("q17", repr(error))
            except TimeoutError as error:
                log("r18", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
