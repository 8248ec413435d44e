import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}
var = contextvars.ContextVar("var", default="-")


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def w0():
    log(event.is_set())
    async with condition:
        log(await condition.wait_for(lambda: state["n"] > 5))
    log("a1")
    return "w0"


async def w1():
    try:
        log("b2", asyncio.current_task().get_name())
        log("c3")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            async for next_done in asyncio.as_completed([w3(), event.wait(), event.wait(), asyncio.sleep(0.2, "d4")]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("e5", repr(error))
        except TimeoutError as error:
            log("f6", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED, timeout=0.1)
        log("g7", len(done), len(pending))
        for task in pending:
            task.cancel()
        log(len(await asyncio.gather(*pending, return_exceptions=True)))
        asyncio.get_running_loop().call_soon(lambda: log(var.get()))
        log("i9")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            try:
                async for next_done in asyncio.as_completed([asyncio.to_thread(block, 0.2, "j10"), event.wait()], timeout=0.1):
                    try:
                        log(await next_done)
                    except (ValueError, KeyError) as error:
                        log("k11", repr(error))
            except TimeoutError as error:
                log("l12", repr(error))
            try:
                log(await asyncio.shield(asyncio.sleep(0.2, "m13")))
            except (Exception, asyncio.CancelledError) as error:
                log("n14", repr(error))
            try:
                queue.task_done()
            except ValueError as error:
                log("o15", repr(error))
            log("p16")
        finally:
            log("q17", asyncio.current_task().cancelling())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.to_thread(block, 0.2, "r18"))
                tasks.append(group.create_task(asyncio.sleep(0.2, "s19")))
                try:
                    await asyncio.wait_for(lock.acquire(), 0.2)
                except TimeoutError:
                    log("t20", "no lock")
                else:
                    await asyncio.sleep(0.1)
                    lock.release()
                try:
                    log(await asyncio.gather(event.wait(), asyncio.sleep(0.1, "u21"), asyncio.to_thread(block, 0.1, "v22"), return_exceptions=True))
                except Exception as error:
                    log("w23", repr(error))
                if tasks:
                    log("cancel", tasks[-1 % len(tasks)].cancel())
                log("x24")
        except* Exception as errors:
            log("y25", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        for turn in range(2):
            asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 0.1, log, "z26")
            tasks.append(asyncio.create_task(queue.get()))
            log("a27")
        tasks.append(asyncio.create_task(event.wait(), name="b28"))
        log("c29")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        await asyncio.sleep(0.1)
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            for turn in range(3):
                try:
                    log(await asyncio.shield(asyncio.gather(w2(), w2(), w3(), return_exceptions=True)))
                except Exception as error:
                    log("d30", repr(error))
                tasks.append(asyncio.create_task(queue.put("e31")))
                log("f32")
            async with condition:
                condition.notify_all()
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(w0())
            except* Exception as errors:
                log("g33", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.2, "h34")), asyncio.ensure_future(event.wait()), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_EXCEPTION)
            log("i35", len(done), len(pending))
            for task in pending:
                task.cancel()
            log(len(await asyncio.gather(*pending, return_exceptions=True)))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
