import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


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
            log(await asyncio.wait_for(stack.get(), 0.1))
        except TimeoutError as error:
            log("a1", repr(error))
        log("b2")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    if tasks:
        log("cancel", tasks[-3 % len(tasks)].cancel())
    log("c3")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with condition:
                try:
                    log(queue.get_nowait())
                except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
                    log("d4", repr(error))
                if tasks:
                    asyncio.get_running_loop().call_soon(tasks[-1 % len(tasks)].cancel)
                await asyncio.sleep(0.3)
                log("e5")
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w1())
            except* Exception as errors:
                log("f6", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log("g7", asyncio.current_task().get_name())
            async with contextlib.aclosing(careful(2, 0.2)) as items:
                async for n in items:
                    log("h8", n)
                    break
            async with semaphore:
                try:
                    for next_done in asyncio.as_completed([w1(), w1(), w0(), asyncio.sleep(0.2, "i9")]):
                        try:
                            log(await next_done)
                            break
                        except (ValueError, KeyError) as error:
                            log("j10", repr(error))
                except TimeoutError as error:
                    log("k11", repr(error))
                tasks.append(asyncio.create_task(w0(), eager_start=True))
                async with condition:
                    try:
                        await asyncio.wait_for(condition.wait(), 0.2)
                    except TimeoutError as error:
                        log("l12", repr(error))
                log("m13")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
