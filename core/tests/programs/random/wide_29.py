import asyncio
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


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    try:
        asyncio.get_running_loop().call_soon(log, "a1")
        log("b2")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with bounded:
            await heap.put(7)
            try:
                try:
                    log(await asyncio.gather(w2(), w2(), w2()))
                except Exception as error:
                    log("c3", repr(error))
                if tick(2):
                    queue.shutdown()
                log("d4")
            except asyncio.CancelledError:
                log("e5")
                raise
            finally:
                await asyncio.sleep(0.1)
            asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 0.3, log, "f6")
            log("g7")
        try:
            log(await asyncio.gather(queue.put("h8"), w2(), asyncio.to_thread(block, 0.3, "i9"), return_exceptions=True))
        except Exception as error:
            log("j10", repr(error))
        try:
            async with asyncio.timeout(0.2) as limit:
                try:
                    log(await asyncio.gather(w2(), w2()))
                except Exception as error:
                    log("k11", repr(error))
                try:
                    log(await asyncio.gather(w2(), w2(), w2(), w2()))
                except Exception as error:
                    log("l12", repr(error))
                if tick(4):
                    raise ValueError("m13")
                log("n14")
        except TimeoutError:
            log("o15", limit.expired(), asyncio.current_task().cancelling())
        if tasks:
            try:
                log("task gave", await asyncio.wait_for(tasks[3 % len(tasks)], 0.3))
            except (Exception, asyncio.CancelledError) as error:
                log("p16", repr(error))
        log("q17")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        await asyncio.sleep(0.15)
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            heap.put_nowait(1)
        except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
            log("r18", repr(error))
        try:
            async with asyncio.TaskGroup() as group:
                tasks.append(group.create_task(queue.get()))
                group.create_task(queue.get())
                tasks.append(group.create_task(asyncio.to_thread(block, 0.3, "s19")))
                log("got", await stack.get())
                async with condition:
                    if futures:
                        try:
                            log(await asyncio.wait_for(asyncio.shield(futures[-1]), 0.1))
                        except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                            log("t20", repr(error))
                    log("u21")
                if tasks:
                    log("cancel", tasks[2 % len(tasks)].cancel())
                log("v22")
        except* Exception as errors:
            log("w23", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        try:
            await asyncio.wait_for(stack.join(), 0.15)
        except TimeoutError as error:
            log("x24", repr(error))
        log("y25")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                async with asyncio.timeout(None) as limit:
                    if futures:
                        try:
                            log(await asyncio.wait_for(asyncio.shield(futures[-1]), 0.25))
                        except (ValueError, TimeoutError, asyncio.CancelledError) as error:
                            log("z26", repr(error))
                    await event.wait()
                    if futures:
                        try:
                            futures[2 % len(futures)].set_exception(ValueError("b28"))
                        except (asyncio.InvalidStateError, ValueError) as error:
                            log("c29", repr(error))
                    log("d30")
            except TimeoutError:
                log("e31", limit.expired(), asyncio.current_task().cancelling())
            try:
                log(await asyncio.gather(w0(), w0(), return_exceptions=True))
            except Exception as error:
                log("f32", repr(error))
            if tasks:
                log("cancel", tasks[3 % len(tasks)].cancel())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
