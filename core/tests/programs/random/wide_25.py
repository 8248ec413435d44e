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
    done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w1())], return_when=asyncio.ALL_COMPLETED)
    log("a1", len(done), len(pending))
    for task in pending:
        task.cancel()
    log(len(await asyncio.gather(*pending, return_exceptions=True)))
    async with managed("b2", 0.15) as name:
        try:
            async with asyncio.timeout(0.1) as limit:
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(w1())
                        group.create_task(w1())
                        group.create_task(w1())
                except* Exception as errors:
                    log("c3", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
                try:
                    log(await asyncio.wait_for(queue.get(), 0.2))
                except TimeoutError as error:
                    log("d4", repr(error))
                if tasks:
                    task = tasks[-3 % len(tasks)]
                    log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
                log("e5")
        except TimeoutError:
            log("f6", limit.expired(), asyncio.current_task().cancelling())
        try:
            async with asyncio.TaskGroup() as group:
                tasks.append(group.create_task(w1()))
                group.create_task(w1())
                tasks.append(group.create_task(queue.put("g7")))
                log("got", await queue.get())
                log("h8")
        except* Exception as errors:
            log("i9", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log("j10")
    log("k11")
    return "w0"


async def w1():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(block, 0.15, "l12"))
            group.create_task(queue.put("m13"))
    except* Exception as errors:
        log("n14", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
    try:
        queue.task_done()
    except ValueError as error:
        log("o15", repr(error))
    log("p16")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if tick(2):
                queue.shutdown()
            if tick(3):
                queue.shutdown(immediate=True)
            log("q17", asyncio.current_task().get_name())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
