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
        log("got", await stack.get())
        log("a1")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async for next_done in asyncio.as_completed([queue.get(), asyncio.to_thread(block, 0.1, "b2"), asyncio.to_thread(block, 0.1, "c3"), asyncio.sleep(0, "d4")]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("e5", repr(error))
        except TimeoutError as error:
            log("f6", repr(error))
        async with semaphore:
            if tasks:
                asyncio.get_running_loop().call_soon(tasks[2 % len(tasks)].cancel)
            try:
                try:
                    log(queue.get_nowait())
                except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
                    log("g7", repr(error))
                log("h8")
            except asyncio.CancelledError:
                log("i9")
                raise
            finally:
                log("j10", asyncio.current_task().cancelling())
            log("k11")
        log("l12")
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
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with managed("m13", 0.1) as name:
                tasks.append(asyncio.create_task(w0()))
                if tasks:
                    log("cancel", tasks[3 % len(tasks)].cancel())
                try:
                    await asyncio.wait_for(lock.acquire(), 0.1)
                except TimeoutError:
                    log("n14", "no lock")
                else:
                    await asyncio.sleep(0.1)
                    lock.release()
                log("o15")
            try:
                log(await asyncio.gather(w0(), w0(), w1(), return_exceptions=True))
            except Exception as error:
                log("p16", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
