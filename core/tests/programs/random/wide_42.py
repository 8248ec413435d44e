import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}
var = contextvars.ContextVar("var", default="-")


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


async def w0():
    for turn in range(2):
        if tasks:
            asyncio.get_running_loop().call_later(0, tasks[0 % len(tasks)].cancel)
        if tasks:
            try:
                log("task gave", await asyncio.wait_for(tasks[2 % len(tasks)], 0))
            except (Exception, asyncio.CancelledError) as error:
                log("a1", repr(error))
        log("b2")
    log("c3")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.wait_for(asyncio.shield(w3()), 0.1))
        except (Exception, asyncio.CancelledError) as error:
            log("d4", repr(error))
        try:
            try:
                for next_done in asyncio.as_completed([w3(), asyncio.sleep(0.1, "e5")]):
                    try:
                        log(await next_done)
                    except (ValueError, KeyError) as error:
                        log("f6", repr(error))
            except TimeoutError as error:
                log("g7", repr(error))
            if tasks:
                task = tasks[0 % len(tasks)]
                log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
            log("h8")
        finally:
            log("i9", asyncio.current_task().cancelling())
        if tasks:
            task = tasks[0 % len(tasks)]
            log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
        log("j10")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.wait_for(w3(), 0))
        except (TimeoutError, ValueError, KeyError) as error:
            log("k11", repr(error))
        try:
            for next_done in asyncio.as_completed([w3(), queue.put("l12"), w3()]):
                try:
                    log(await next_done)
                    break
                except (ValueError, KeyError) as error:
                    log("m13", repr(error))
        except TimeoutError as error:
            log("n14", repr(error))
        for turn in range(3):
            if tasks:
                log("cancel", tasks[0 % len(tasks)].cancel())
            async with condition:
                condition.notify_all()
            log("o15")
        try:
            log("barrier", await barrier.wait())
        except (asyncio.BrokenBarrierError, TimeoutError) as error:
            log("p16", repr(error))
        log("q17")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    event.set()
    async with condition:
        condition.notify(1)
    log("r18")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(asyncio.shield(queue.get()), 0.1))
            except Exception as error:
                log("s19", repr(error))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w2())
                    tasks.append(group.create_task(w1()))
                    group.create_task(w3())
                    if tasks:
                        asyncio.get_running_loop().call_soon(tasks[0 % len(tasks)].cancel)
                    if tasks:
                        log("cancel", tasks[2 % len(tasks)].cancel("t20"))
                    log("u21")
            except* Exception as errors:
                log("v22", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            async with condition:
                log(await condition.wait_for(lambda: state["n"] > 3))
            try:
                async with asyncio.timeout(0) as limit:
                    var.set("w23")
                    log("x24")
            except TimeoutError:
                log("y25", limit.expired(), asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
