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


async def w0():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                tasks.append(group.create_task(queue.put("a1")))
                group.create_task(w1())
        except* Exception as errors:
            log("b2", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        if tasks:
            log("cancel", tasks[2 % len(tasks)].cancel())
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
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.2) as limit:
                try:
                    log(await asyncio.shield(asyncio.sleep(0.1, "d4")))
                except Exception as error:
                    log("e5", repr(error))
                log("f6", asyncio.current_task().get_name())
                async with condition:
                    try:
                        await asyncio.wait_for(condition.wait(), 0.1)
                    except TimeoutError as error:
                        log("g7", repr(error))
                try:
                    log(await asyncio.wait_for(asyncio.shield(w2()), 0.1))
                except (Exception, asyncio.CancelledError) as error:
                    log("h8", repr(error))
                log("i9")
        except TimeoutError:
            log("j10", limit.expired(), asyncio.current_task().cancelling())
        try:
            for next_done in asyncio.as_completed([w2(), event.wait(), event.wait()], timeout=0.2):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("k11", repr(error))
        except TimeoutError as error:
            log("l12", repr(error))
        log("m13")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    await event.wait()
    try:
        if tasks:
            log("cancel", tasks[-2 % len(tasks)].cancel("n14"))
        try:
            log(await asyncio.gather(event.wait(), queue.put("o15")))
        except Exception as error:
            log("p16", repr(error))
        try:
            for next_done in asyncio.as_completed([asyncio.to_thread(block, 0.1, "q17"), queue.get(), queue.get(), asyncio.to_thread(block, 0.1, "r18")], timeout=0.1):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("s19", repr(error))
        except TimeoutError as error:
            log("t20", repr(error))
        log("u21")
    finally:
        await asyncio.sleep(0.1)
    if tasks:
        try:
            log("task gave", await asyncio.shield(tasks[1 % len(tasks)]))
        except (Exception, asyncio.CancelledError) as error:
            log("v22", repr(error))
    try:
        async for next_done in asyncio.as_completed([asyncio.sleep(0.1, "w23"), asyncio.to_thread(block, 0.2, "x24")], timeout=0.1):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("y25", repr(error))
    except TimeoutError as error:
        log("z26", repr(error))
    log("a27")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w2())
                    tasks.append(group.create_task(asyncio.sleep(0.1, "b28")))
                    tasks.append(group.create_task(w1()))
                    async with condition:
                        condition.notify_all()
                    asyncio.get_running_loop().call_later(0.2, log, "c29")
                    log("d30")
            except* Exception as errors:
                log("e31", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            both = asyncio.gather(w0(), queue.put("f32"))
            asyncio.get_running_loop().call_later(0.2, both.cancel)
            try:
                log(await both)
            except (Exception, asyncio.CancelledError) as error:
                log("g33", repr(error))
            log("h34", asyncio.current_task().get_name())
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w2())
                    group.create_task(w0())
                    if tasks:
                        log("cancel", tasks[3 % len(tasks)].cancel())
                    if tasks:
                        try:
                            log("task gave", await tasks[-3 % len(tasks)])
                        except (Exception, asyncio.CancelledError) as error:
                            log("i35", repr(error))
                    log("j36")
            except* Exception as errors:
                log("k37", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
