import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def count(to, pause):
    try:
        for n in range(to):
            got = yield n
            if got:
                log("count got", got)
            await asyncio.sleep(pause)
    finally:
        log("count ends")


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
        log("got", await queue.get())
        log("a1")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        event.set()
        try:
            async with asyncio.TaskGroup() as group:
                tasks.append(group.create_task(asyncio.to_thread(block, 0.2, "b2")))
        except* Exception as errors:
            log("c3", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        async with managed("d4", 0.1) as name:
            await event.wait()
            async for n in count(2, 0.1):
                log("e5")
            event.set()
            log("f6")
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        log("g7")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(0)
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w1())
                    group.create_task(w0())
            except* Exception as errors:
                log("h8", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
