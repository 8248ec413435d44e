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


def settle(future, text):
    if not future.done():
        future.set_result(text)


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
        time.sleep(0.25)
        await asyncio.sleep(0.1)
        try:
            async with asyncio.timeout(0.15) as limit:
                if tick(4):
                    asyncio.current_task().cancel()
                if tick(3):
                    queue.shutdown()
                log("a1")
        except TimeoutError:
            log("b2", limit.expired(), asyncio.current_task().cancelling())
        log("c3")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async for next_done in asyncio.as_completed([w2(), asyncio.sleep(0.25, "d4"), w2(), w2()]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("e5", repr(error))
        except TimeoutError as error:
            log("f6", repr(error))
        tasks.append(asyncio.create_task(w3(), name="g7"))
        async with contextlib.AsyncExitStack() as stack_of_two:
            await stack_of_two.enter_async_context(managed("h8", 0.15))
            stack_of_two.push_async_callback(asyncio.sleep, 0.15)
            await asyncio.sleep(0.2)
            log("i9")
        try:
            queue.task_done()
        except ValueError as error:
            log("j10", repr(error))
        log("k11")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0.15)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    if tick(4):
        asyncio.current_task().cancel()
    if tasks:
        try:
            log("task gave", await asyncio.wait_for(tasks[3 % len(tasks)], 0.15))
        except (Exception, asyncio.CancelledError) as error:
            log("l12", repr(error))
    try:
        async with asyncio.timeout(0.25) as limit:
            await heap.put(0)
            try:
                if tasks:
                    asyncio.get_running_loop().call_soon(tasks[-2 % len(tasks)].cancel)
                log("m13")
            except ValueError:
                log("n14")
                raise
            finally:
                log("o15", asyncio.current_task().cancelling())
            if tasks:
                asyncio.get_running_loop().call_later(0.15, tasks[-1 % len(tasks)].cancel)
            log("p16")
    except TimeoutError:
        log("q17", limit.expired(), asyncio.current_task().cancelling())
    asyncio.get_running_loop().call_later(0.25, log, "r18")
    log("s19")
    return "w2"


async def w3():
    try:
        async with managed("t20", 0.25) as name:
            async with contextlib.AsyncExitStack() as stack_of_two:
                await stack_of_two.enter_async_context(managed("u21", 0.1))
                stack_of_two.push_async_callback(asyncio.sleep, 0.15)
                async with bounded:
                    try:
                        await asyncio.wait_for(stack.put(7), 0.2)
                    except TimeoutError as error:
                        log("v22", repr(error))
                    futures.append(asyncio.get_running_loop().create_future())
                    asyncio.get_running_loop().call_later(0.15, settle, futures[-1], "w23")
                    log("x24")
                try:
                    if tasks:
                        log("cancel", tasks[3 % len(tasks)].cancel())
                    log("y25")
                except (KeyError, TimeoutError):
                    log("z26")
                finally:
                    await asyncio.sleep(0.2)
                log("a27", asyncio.current_task().get_name())
                log("b28")
            if tick(4):
                raise ValueError("c29")
            futures.append(asyncio.get_running_loop().create_future())
            asyncio.get_running_loop().call_later(0.3, settle, futures[-1], "d30")
            log("e31")
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        if tasks:
            asyncio.get_running_loop().call_later(0.1, tasks[2 % len(tasks)].cancel)
        try:
            log(await asyncio.wait_for(event.wait(), 0.3))
        except TimeoutError as error:
            log("f32", repr(error))
        log("g33")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                try:
                    await asyncio.wait_for(semaphore.acquire(), 0.1)
                except TimeoutError:
                    log("h34", "no semaphore")
                else:
                    await asyncio.sleep(0.15)
                    semaphore.release()
                try:
                    await asyncio.wait_for(queue.join(), 0.25)
                except TimeoutError as error:
                    log("i35", repr(error))
                log("j36", asyncio.current_task().get_name())
                log("k37")
            finally:
                await asyncio.sleep(0.3)
            await asyncio.sleep(0.15)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
