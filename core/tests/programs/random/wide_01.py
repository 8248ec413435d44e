import asyncio
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


async def w0():
    try:
        async with asyncio.timeout(0.3) as limit:
            try:
                log(queue.get_nowait())
            except (asyncio.QueueEmpty, asyncio.QueueShutDown) as error:
                log("a1", repr(error))
            log("b2")
    except TimeoutError:
        log("c3", limit.expired(), asyncio.current_task().cancelling())
    both = asyncio.gather(w3(), asyncio.sleep(0.15, "d4"), w3(), return_exceptions=True)
    asyncio.get_running_loop().call_later(0.1, both.cancel)
    try:
        log(await both)
    except (Exception, asyncio.CancelledError) as error:
        log("e5", repr(error))
    tasks.append(asyncio.create_task(w1()))
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.15) as limit:
            try:
                log(await asyncio.wait_for(asyncio.shield(w1()), 0.3))
            except (Exception, asyncio.CancelledError) as error:
                log("f6", repr(error))
            if tasks:
                try:
                    log("task gave", await tasks[-3 % len(tasks)])
                except (Exception, asyncio.CancelledError) as error:
                    log("g7", repr(error))
            log("h8")
    except TimeoutError:
        log("i9", limit.expired(), asyncio.current_task().cancelling())
    log("j10")
    return "w0"


async def w1():
    try:
        await asyncio.wait_for(stack.join(), 0.25)
    except TimeoutError as error:
        log("k11", repr(error))
    try:
        async for next_done in asyncio.as_completed([w3(), w2(), event.wait()]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("l12", repr(error))
    except TimeoutError as error:
        log("m13", repr(error))
    log("n14")
    return "w1"


async def w2():
    try:
        if tasks:
            log("cancel", tasks[-2 % len(tasks)].cancel())
        log("o15")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            async with asyncio.timeout(0.3) as limit:
                try:
                    async with asyncio.timeout(0.25) as limit:
                        if tasks:
                            log("cancel", tasks[1 % len(tasks)].cancel("p16"))
                        log("got", await stack.get())
                        log("q17")
                except TimeoutError:
                    log("r18", limit.expired(), asyncio.current_task().cancelling())
                try:
                    async with asyncio.timeout(0.2) as limit:
                        if tasks:
                            log("cancel", tasks[-3 % len(tasks)].cancel())
                        async with condition:
                            await condition.wait()
                        if tasks:
                            log("cancel", tasks[1 % len(tasks)].cancel())
                        log("s19")
                except TimeoutError:
                    log("t20", limit.expired(), asyncio.current_task().cancelling())
                log("u21")
        except TimeoutError:
            log("v22", limit.expired(), asyncio.current_task().cancelling())
        try:
            async with asyncio.timeout(0.3) as limit:
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(asyncio.sleep(0.2, "w23"))
                        group.create_task(asyncio.to_thread(block, 0.2, "x24"))
                except* Exception as errors:
                    log("y25", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
                log("z26")
        except TimeoutError:
            log("a27", limit.expired(), asyncio.current_task().cancelling())
        try:
            try:
                log(await asyncio.shield(queue.put("b28")))
            except Exception as error:
                log("c29", repr(error))
            log("d30")
        except asyncio.CancelledError:
            log("e31")
            raise
        finally:
            await asyncio.sleep(0.3)
        log("f32")
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
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if tasks:
                log("cancel", tasks[-1 % len(tasks)].cancel("g33"))
            async for n in count(1, 0.1):
                try:
                    log("barrier", await asyncio.wait_for(barrier.wait(), 0.1))
                except (asyncio.BrokenBarrierError, TimeoutError) as error:
                    log("h34", repr(error))
                await asyncio.sleep(0.15)
                log("i35")
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
