import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


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
        if tasks:
            try:
                log("task gave", await asyncio.wait_for(tasks[-2 % len(tasks)], 0.25))
            except (Exception, asyncio.CancelledError) as error:
                log("a1", repr(error))
        log("b2")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            await barrier.reset()
        except (asyncio.BrokenBarrierError, TimeoutError) as error:
            log("c3", repr(error))
        async with managed("d4", 0.15) as name:
            if futures:
                try:
                    log(await futures[1 % len(futures)])
                except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                    log("e5", repr(error))
            try:
                log(await asyncio.shield(asyncio.gather(asyncio.to_thread(block, 0.1, "f6"), queue.get(), event.wait(), return_exceptions=True)))
            except Exception as error:
                log("g7", repr(error))
            log("h8")
        log("i9")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(w0()))
                    try:
                        await asyncio.wait_for(queue.put(1), 0.3)
                    except TimeoutError as error:
                        log("j10", repr(error))
                    log("k11")
            except* Exception as errors:
                log("l12", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            try:
                log(await asyncio.wait_for(queue.get(), 0.2))
            except (TimeoutError, ValueError, KeyError) as error:
                log("m13", repr(error))
            tasks.append(asyncio.create_task(w0()))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
