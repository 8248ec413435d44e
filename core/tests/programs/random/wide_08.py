import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []
state = {"n": 0}


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def tick(modulus):
    state["n"] += 1
    return state["n"] % modulus == 0


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
    await asyncio.sleep(0.15)
    try:
        log(await asyncio.wait_for(asyncio.sleep(0.2, "a1"), 0.25))
    except (TimeoutError, ValueError, KeyError) as error:
        log("b2", repr(error))
    async with condition:
        if tick(1):
            queue.shutdown()
        try:
            await asyncio.wait_for(queue.join(), 0.2)
        except TimeoutError as error:
            log("c3", repr(error))
        tasks.append(asyncio.create_task(w3(), eager_start=True))
        log("d4")
    log("e5")
    return "w0"


async def w1():
    try:
        if tasks:
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except (Exception, asyncio.CancelledError) as error:
                log("f6", repr(error))
        async with bounded:
            await asyncio.sleep(0.1)
            async with lock:
                async with managed("g7", 0.25) as name:
                    if futures:
                        try:
                            futures[1 % len(futures)].set_exception(ValueError("i9"))
                        except (asyncio.InvalidStateError, ValueError) as error:
                            log("j10", repr(error))
                    log("k11")
                time.sleep(0.25)
                log("l12")
            if futures:
                try:
                    log(await asyncio.wait_for(asyncio.shield(futures[-1]), 0.2))
                except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                    log("m13", repr(error))
            time.sleep(0.2)
            log("n14")
        log(event.is_set())
        log("o15")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    for turn in range(3):
        try:
            queue.task_done()
        except ValueError as error:
            log("p16", repr(error))
        async with condition:
            state["n"] += 1
            condition.notify_all()
        log("q17")
    log("r18")
    return "w2"


async def w3():
    try:
        log(await asyncio.gather(asyncio.sleep(0.15, "s19"), asyncio.sleep(0.3, "t20"), asyncio.sleep(0.2, "u21")))
    except Exception as error:
        log("v22", repr(error))
    log("w23")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                await asyncio.wait_for(semaphore.acquire(), 0.3)
            except TimeoutError:
                log("x24", "no semaphore")
            else:
                await asyncio.sleep(0.25)
                semaphore.release()
            await asyncio.sleep(0.25)
            try:
                if tick(2):
                    queue.shutdown()
                if tasks:
                    asyncio.get_running_loop().call_soon(tasks[1 % len(tasks)].cancel)
                try:
                    heap.put_nowait(4)
                except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
                    log("y25", repr(error))
                log("z26")
            finally:
                log("a27", asyncio.current_task().cancelling())
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(queue.get())
                    group.create_task(w0())
                    await asyncio.sleep(0.3)
                    async with condition:
                        await condition.wait()
                    log("b28")
            except* Exception as errors:
                log("c29", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
