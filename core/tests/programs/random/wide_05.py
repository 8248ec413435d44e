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


async def w0():
    try:
        async with condition:
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w1())
                    tasks.append(group.create_task(w1()))
                    log("a1", asyncio.current_task().get_name())
                    log("b2", asyncio.current_task().get_name())
                    if tasks:
                        task = tasks[1 % len(tasks)]
                        log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
                    log("c3")
            except* Exception as errors:
                log("d4", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            try:
                heap.put_nowait(6)
            except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
                log("e5", repr(error))
            log("f6")
        if tasks:
            task = tasks[0 % len(tasks)]
            log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
        done, pending = await asyncio.wait([asyncio.ensure_future(queue.get()), asyncio.ensure_future(w1()), asyncio.ensure_future(w1())], return_when=asyncio.ALL_COMPLETED)
        log("g7", len(done), len(pending))
        for task in pending:
            task.cancel()
        log(len(await asyncio.gather(*pending, return_exceptions=True)))
        log("h8")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        for turn in range(3):
            if tasks:
                try:
                    log("task gave", await asyncio.wait_for(tasks[-3 % len(tasks)], 0.1))
                except (Exception, asyncio.CancelledError) as error:
                    log("i9", repr(error))
            if tasks:
                log("cancel", tasks[1 % len(tasks)].cancel())
            log("j10")
        log("k11")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            done, pending = await asyncio.wait([asyncio.ensure_future(queue.put("l12")), asyncio.ensure_future(w1()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED, timeout=0)
            log("m13", len(done), len(pending))
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(w0()))
            except* Exception as errors:
                log("n14", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w0())
                    if tick(2):
                        asyncio.current_task().cancel()
                    async with condition:
                        condition.notify_all()
                    log("o15")
            except* Exception as errors:
                log("p16", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
