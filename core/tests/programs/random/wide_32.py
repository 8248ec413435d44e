import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def settle(future, text):
    if not future.done():
        future.set_result(text)


async def w0():
    for turn in range(3):
        if tasks:
            task = tasks[2 % len(tasks)]
            log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
        log("a1")
    time.sleep(0.1)
    both = asyncio.gather(queue.get(), queue.get(), queue.get())
    asyncio.get_running_loop().call_later(0.2, both.cancel)
    try:
        log(await both)
    except (Exception, asyncio.CancelledError) as error:
        log("b2", repr(error))
    log("c3")
    return "w0"


async def w1():
    tasks.append(asyncio.create_task(w2(), eager_start=True))
    log("d4")
    return "w1"


async def w2():
    log("e5", asyncio.current_task().get_name())
    log("f6")
    return "w2"


async def w3():
    futures.append(asyncio.get_running_loop().create_future())
    asyncio.get_running_loop().call_later(0.1, settle, futures[-1], "g7")
    if tasks:
        log("cancel", tasks[3 % len(tasks)].cancel())
    try:
        try:
            stack.put_nowait(3)
        except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
            log("h8", repr(error))
        log("i9")
    except asyncio.CancelledError:
        log("j10")
        await asyncio.sleep(0.2)
    finally:
        await asyncio.sleep(0.2)
    log("k11")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if futures:
                try:
                    log(await asyncio.wait_for(asyncio.shield(futures[-1]), 0.3))
                except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                    log("l12", repr(error))
            async with condition:
                condition.notify_all()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
