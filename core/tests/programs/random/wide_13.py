import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    try:
        async with bounded:
            try:
                log(await asyncio.shield(queue.put("a1")))
            except (Exception, asyncio.CancelledError) as error:
                log("b2", repr(error))
            log("c3", asyncio.current_task().get_name())
            log("d4")
        tasks.append(asyncio.create_task(w1()))
        async with condition:
            state["n"] += 1
            condition.notify_all()
        log("e5")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    if tasks:
        log("cancel", tasks[-3 % len(tasks)].cancel())
    log("f6")
    return "w1"


async def w2():
    try:
        log(await asyncio.get_running_loop().run_in_executor(pool, block, 0, "h8"))
    except KeyError as error:
        log("i9", repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            tasks.append(group.create_task(queue.put("j10")))
            group.create_task(event.wait())
            tasks.append(group.create_task(event.wait()))
    except* Exception as errors:
        log("k11", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
    try:
        await asyncio.wait_for(heap.join(), 0)
    except TimeoutError as error:
        log("l12", repr(error))
    async with condition:
        await condition.wait()
    log("m13")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with semaphore:
                try:
                    async with asyncio.TaskGroup() as group:
                        tasks.append(group.create_task(w2()))
                        group.create_task(w2())
                except* Exception as errors:
                    log("n14", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
                if tasks:
                    asyncio.get_running_loop().call_later(0.1, tasks[3 % len(tasks)].cancel)
                async with condition:
                    try:
                        await asyncio.wait_for(condition.wait(), 0)
                    except TimeoutError as error:
                        log("o15", repr(error))
                log("p16")
            async with condition:
                condition.notify_all()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
