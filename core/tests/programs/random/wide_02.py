import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
var = contextvars.ContextVar("var", default="-")


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    asyncio.get_running_loop().call_soon(lambda: log(var.get()))
    both = asyncio.gather(w1(), w1(), return_exceptions=True)
    asyncio.get_running_loop().call_later(0, both.cancel)
    try:
        log(await both)
    except (Exception, asyncio.CancelledError) as error:
        log("b2", repr(error))
    async with bounded:
        try:
            async with asyncio.timeout(0.1) as limit:
                tasks.append(asyncio.create_task(w1(), eager_start=True))
                tasks.append(asyncio.create_task(w1(), eager_start=True))
                log("c3")
        except TimeoutError:
            log("d4", limit.expired(), asyncio.current_task().cancelling())
        if tasks:
            log("cancel", tasks[3 % len(tasks)].cancel())
        try:
            log(await asyncio.wait_for(event.wait(), 0))
        except TimeoutError as error:
            log("e5", repr(error))
        log("f6")
    log("g7")
    return "w0"


async def w1():
    try:
        async with condition:
            condition.notify_all()
        try:
            async with asyncio.timeout(0) as limit:
                try:
                    async with asyncio.TaskGroup() as group:
                        tasks.append(group.create_task(asyncio.sleep(0, "h8")))
                        tasks.append(group.create_task(queue.get()))
                        await asyncio.sleep(0)
                        log("i9", asyncio.current_task().get_name())
                        log("j10")
                except* Exception as errors:
                    log("k11", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
                log("l12")
        except TimeoutError:
            log("m13", limit.expired(), asyncio.current_task().cancelling())
        async with condition:
            try:
                log(await asyncio.wait_for(asyncio.to_thread(block, 0.1, "n14"), 0))
            except (TimeoutError, ValueError, KeyError) as error:
                log("o15", repr(error))
            try:
                await asyncio.wait_for(semaphore.acquire(), 0)
            except TimeoutError:
                log("p16", "no semaphore")
            else:
                await asyncio.sleep(0.1)
                semaphore.release()
            if tasks:
                log("cancel", tasks[-2 % len(tasks)].cancel())
            log("q17")
        await asyncio.sleep(0)
        log("r18")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(heap.get(), 0.1))
            except TimeoutError as error:
                log("s19", repr(error))
            try:
                log(await asyncio.wait_for(asyncio.shield(w1()), 0))
            except Exception as error:
                log("t20", repr(error))
            if tasks:
                try:
                    log("task gave", await asyncio.shield(tasks[1 % len(tasks)]))
                except (Exception, asyncio.CancelledError) as error:
                    log("u21", repr(error))
            try:
                log(await asyncio.gather(asyncio.to_thread(block, 0, "v22"), w1()))
            except Exception as error:
                log("w23", repr(error))
            tasks.append(asyncio.create_task(w0()))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
