import asyncio
import contextlib
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}
var = contextvars.ContextVar("var", default="-")


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


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
    log(stack.qsize(), stack.full(), stack.empty())
    try:
        log(await asyncio.wait_for(asyncio.shield(w4()), 1))
    except (Exception, asyncio.CancelledError) as error:
        log("a1", repr(error))
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.5) as limit:
            async with contextlib.AsyncExitStack() as stack_of_two:
                await stack_of_two.enter_async_context(managed("b2", 0))
                stack_of_two.push_async_callback(asyncio.sleep, 0)
                try:
                    await asyncio.wait_for(queue.join(), 0.5)
                except TimeoutError as error:
                    log("c3", repr(error))
                log("d4")
            await asyncio.sleep(0.5)
            log("e5")
    except TimeoutError:
        log("f6", limit.expired(), asyncio.current_task().cancelling())
    log("g7")
    return "w0"


async def w1():
    try:
        async with condition:
            log(await condition.wait_for(lambda: state["n"] > 4))
        await event.wait()
        event.clear()
        if tasks:
            asyncio.get_running_loop().call_soon(tasks[2 % len(tasks)].cancel)
        log("h8")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.wait_for(asyncio.shield(w4()), 0.5))
        except (Exception, asyncio.CancelledError) as error:
            log("i9", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.shield(w3()), 0.5))
        except (Exception, asyncio.CancelledError) as error:
            log("j10", repr(error))
        log("k11")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    await asyncio.sleep(0.5)
    try:
        log(await asyncio.wait_for(asyncio.shield(w4()), 0.5))
    except Exception as error:
        log("l12", repr(error))
    if tasks:
        tasks[0 % len(tasks)].add_done_callback(lambda task: log("callback", task.cancelled()))
    log("m13")
    return "w3"


async def w4():
    try:
        async with condition:
            log(await condition.wait_for(lambda: state["n"] > 2))
        try:
            await asyncio.wait_for(queue.join(), 0.5)
        except TimeoutError as error:
            log("n14", repr(error))
        try:
            async with asyncio.timeout(0) as limit:
                async with condition:
                    await condition.wait()
                async with condition:
                    condition.notify(1)
                async with condition:
                    try:
                        await asyncio.wait_for(condition.wait(), 0)
                    except TimeoutError as error:
                        log("o15", repr(error))
                log("p16")
        except TimeoutError:
            log("q17", limit.expired(), asyncio.current_task().cancelling())
        log("r18")
    except asyncio.CancelledError as error:
        log("w4 cancelled", repr(error))
        raise
    finally:
        log("w4 ends")
    return "w4"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            log(event.is_set())
            asyncio.get_running_loop().call_soon(log, "s19")
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(w3()))
                    tasks.append(asyncio.create_task(w1(), eager_start=True))
                    log("t20")
            except* Exception as errors:
                log("u21", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            try:
                if tasks:
                    try:
                        log("task gave", await asyncio.shield(tasks[-1 % len(tasks)]))
                    except (Exception, asyncio.CancelledError) as error:
                        log("v22", repr(error))
                both = asyncio.gather(w4(), asyncio.sleep(0, "w23"))
                asyncio.get_running_loop().call_later(0.5, both.cancel)
                try:
                    log(await both)
                except (Exception, asyncio.CancelledError) as error:
                    log("x24", repr(error))
                log("y25")
            except ValueError:
                log("z26")
                raise
            finally:
                await asyncio.sleep(0.5)
            asyncio.get_running_loop().call_soon(lambda: log(var.get()))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
