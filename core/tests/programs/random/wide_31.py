import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
futures = []


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
    async with contextlib.AsyncExitStack() as stack_of_two:
        await stack_of_two.enter_async_context(managed("a1", 0.3))
        stack_of_two.push_async_callback(asyncio.sleep, 0.1)
        if tasks:
            try:
                log("task gave", await asyncio.wait_for(tasks[-1 % len(tasks)], 0.3))
            except (Exception, asyncio.CancelledError) as error:
                log("b2", repr(error))
        tasks.append(asyncio.create_task(w1()))
        if futures:
            try:
                log(futures[1 % len(futures)].cancel())
            except (asyncio.InvalidStateError, ValueError) as error:
                log("e5", repr(error))
        if tasks:
            task = tasks[3 % len(tasks)]
            log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))
        log("f6")
    async with managed("g7", 0.2) as name:
        done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w1())], return_when=asyncio.ALL_COMPLETED)
        log("h8", len(done), len(pending))
        if tasks:
            try:
                log("task gave", await asyncio.shield(tasks[2 % len(tasks)]))
            except (Exception, asyncio.CancelledError) as error:
                log("i9", repr(error))
        log("j10", asyncio.current_task().get_name())
        if tasks:
            tasks[3 % len(tasks)].add_done_callback(lambda task: log("callback", task.cancelled()))
        log("k11")
    try:
        log(queue.get_nowait())
    except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
        log("l12", repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            tasks.append(group.create_task(asyncio.to_thread(block, 0.15, "m13")))
            group.create_task(w1())
            tasks.append(group.create_task(w1()))
            tasks.append(asyncio.create_task(w1(), name="n14"))
            log("o15")
    except* Exception as errors:
        log("p16", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
    log("q17")
    return "w0"


async def w1():
    async with condition:
        condition.notify(3)
    done, pending = await asyncio.wait([asyncio.ensure_future(queue.get()), asyncio.ensure_future(queue.get()), asyncio.ensure_future(queue.put("r18"))], return_when=asyncio.ALL_COMPLETED)
    log("s19", len(done), len(pending))
    for task in pending:
        task.cancel()
    log(len(await asyncio.gather(*pending, return_exceptions=True)))
    log("t20")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.wait_for(event.wait(), 0.1))
            except TimeoutError as error:
                log("u21", repr(error))
            async with condition:
                try:
                    log(await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.1, "v22")), 0.25))
                except Exception as error:
                    log("w23", repr(error))
                log("x24")
            try:
                await asyncio.wait_for(semaphore.acquire(), 0.25)
            except TimeoutError:
                log("y25", "no semaphore")
            else:
                await asyncio.sleep(0.2)
                semaphore.release()
            async for n in count(3, 0.25):
                for turn in range(3):
                    try:
                        await asyncio.wait_for(queue.join(), 0.1)
                    except TimeoutError as error:
                        log("z26", repr(error))
                    log("a27")
                async with condition:
                    condition.notify(3)
                log("b28")
            try:
                log(await asyncio.wait_for(event.wait(), 0.1))
            except TimeoutError as error:
                log("c29", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
