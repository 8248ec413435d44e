import asyncio
import contextlib
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
    async with managed("a1", 0.5) as name:
        async with managed("b2", 0.5) as name:
            if tasks:
                try:
                    log("task gave", await asyncio.shield(tasks[2 % len(tasks)]))
                except (Exception, asyncio.CancelledError) as error:
                    log("c3", repr(error))
            log("d4")
        log("e5")
    async with lock:
        log([n async for n in count(2, 1) if n % 2 == 0])
        log("f6")
    log("g7")
    return "w0"


async def w1():
    try:
        async for next_done in asyncio.as_completed([asyncio.to_thread(block, 1, "h8"), event.wait(), asyncio.sleep(0, "i9")]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("j10", repr(error))
    except TimeoutError as error:
        log("k11", repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(event.wait())
            group.create_task(asyncio.sleep(0, "l12"))
            group.create_task(queue.get())
            try:
                async with asyncio.timeout(1) as limit:
                    log("m13", asyncio.current_task().get_name())
                    log(event.is_set())
                    log("n14")
            except TimeoutError:
                log("o15", limit.expired(), asyncio.current_task().cancelling())
            if tick(3):
                asyncio.current_task().cancel()
            if tick(2):
                asyncio.current_task().cancel()
                log(asyncio.current_task().uncancel())
            log("p16")
    except* Exception as errors:
        log("q17", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
    await asyncio.sleep(0.5)
    log("r18")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(w0(), 0))
            except (TimeoutError, ValueError, KeyError) as error:
                log("s19", repr(error))
            if tasks:
                try:
                    log("task gave", await asyncio.wait_for(tasks[0 % len(tasks)], 0.5))
                except (Exception, asyncio.CancelledError) as error:
                    log("t20", repr(error))
            await event.wait()
            try:
                log(await asyncio.wait_for(event.wait(), 0.5))
            except TimeoutError as error:
                log("u21", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
