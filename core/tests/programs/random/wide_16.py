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


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    if tasks:
        tasks[-3 % len(tasks)].add_done_callback(lambda task: log("callback", task.cancelled()))
    log("a1")
    return "w0"


async def w1():
    try:
        if tick(3):
            queue.shutdown(immediate=True)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w3())
                group.create_task(w2())
                group.create_task(event.wait())
                try:
                    log(await asyncio.wait_for(asyncio.shield(w2()), 0.1))
                except Exception as error:
                    log("b2", repr(error))
                log("c3")
        except* Exception as errors:
            log("d4", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log("e5")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        for turn in range(3):
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.to_thread(block, 0.1, "f6"))
                    log("g7")
            except* Exception as errors:
                log("h8", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            if queue.empty():
                raise ValueError("i9")
            log("j10")
        await asyncio.sleep(0.1)
        if tasks:
            try:
                log("task gave", await asyncio.wait_for(tasks[-3 % len(tasks)], 0.1))
            except (Exception, asyncio.CancelledError) as error:
                log("k11", repr(error))
        try:
            log(await asyncio.shield(asyncio.sleep(0.1, "l12")))
        except (Exception, asyncio.CancelledError) as error:
            log("m13", repr(error))
        log("n14")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    asyncio.get_running_loop().call_later(0.2, log, "o15")
    if tasks:
        try:
            log("task gave", await tasks[-2 % len(tasks)])
        except (Exception, asyncio.CancelledError) as error:
            log("p16", repr(error))
    try:
        log(stack.get_nowait())
    except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
        log("q17", repr(error))
    log("r18")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            tasks.append(asyncio.create_task(queue.put("s19")))
            async with condition:
                await condition.wait()
            try:
                async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.5) as limit:
                    tasks.append(asyncio.create_task(w3(), eager_start=True))
                    if tasks:
                        try:
                            log("task gave", await asyncio.wait_for(tasks[0 % len(tasks)], 0.2))
                        except (Exception, asyncio.CancelledError) as error:
                            log("t20", repr(error))
                    tasks.append(asyncio.create_task(w2(), eager_start=True))
                    log("u21")
            except TimeoutError:
                log("v22", limit.expired(), asyncio.current_task().cancelling())
            if tasks:
                log("cancel", tasks[-1 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
