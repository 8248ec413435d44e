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
        try:
            log(await asyncio.gather(event.wait(), w1()))
        except Exception as error:
            log("a1", repr(error))
        if queue.empty():
            raise TimeoutError("b2")
        log("c3")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    if tasks:
        asyncio.get_running_loop().call_later(0, tasks[0 % len(tasks)].cancel)
    tasks.append(asyncio.create_task(queue.get()))
    if event.is_set():
        raise ValueError("d4")
    log("e5")
    return "w1"


async def w2():
    asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 0, log, "f6")
    log("g7")
    return "w2"


async def w3():
    try:
        await event.wait()
        tasks.append(asyncio.create_task(event.wait()))
        log("h8")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(event.wait()))
                    event.clear()
                    async with condition:
                        try:
                            await asyncio.wait_for(condition.wait(), 0)
                        except TimeoutError as error:
                            log("i9", repr(error))
                    log("j10")
            except* Exception as errors:
                log("k11", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            if tasks:
                task = tasks[0 % len(tasks)]
                log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
            try:
                log(await asyncio.get_running_loop().run_in_executor(pool, block, 0, "m13"))
            except KeyError as error:
                log("n14", repr(error))
            try:
                if tasks:
                    task = tasks[-3 % len(tasks)]
                    log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
                log("o15")
            finally:
                await asyncio.sleep(0)
            async with managed("p16", 0) as name:
                if tasks:
                    asyncio.get_running_loop().call_later(0, tasks[1 % len(tasks)].cancel)
                both = asyncio.gather(w0(), w2(), w3(), w0())
                asyncio.get_running_loop().call_later(0, both.cancel)
                try:
                    log(await both)
                except (Exception, asyncio.CancelledError) as error:
                    log("q17", repr(error))
                try:
                    await asyncio.wait_for(lock.acquire(), 0)
                except TimeoutError:
                    log("r18", "no lock")
                else:
                    await asyncio.sleep(0.1)
                    lock.release()
                log("s19")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
