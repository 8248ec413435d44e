import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []
state = {"n": 0}


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
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.5) as limit:
            try:
                await asyncio.wait_for(lock.acquire(), 0.5)
            except TimeoutError:
                log("a1", "no lock")
            else:
                await asyncio.sleep(0.5)
                lock.release()
            await asyncio.sleep(0)
            try:
                log(await asyncio.shield(asyncio.gather(w1(), w2(), asyncio.sleep(0.2, "b2"))))
            except Exception as error:
                log("c3", repr(error))
            try:
                log(await asyncio.gather(w1(), w2()))
            except Exception as error:
                log("d4", repr(error))
            log("e5")
    except TimeoutError:
        log("f6", limit.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0.2, "g7"))
            group.create_task(queue.get())
            tasks.append(group.create_task(w2()))
            done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(asyncio.sleep(0.1, "h8")), asyncio.ensure_future(w1())], return_when=asyncio.FIRST_COMPLETED)
            log("i9", len(done), len(pending))
            for task in pending:
                task.cancel()
            async for n in count(3, 0.1):
                log("j10")
            await asyncio.sleep(0)
            log("k11")
    except* Exception as errors:
        log("l12", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
    log("m13")
    return "w0"


async def w1():
    try:
        async with condition:
            log(await condition.wait_for(lambda: state["n"] > 3))
        try:
            log(await asyncio.gather(w3(), w2(), w2(), asyncio.to_thread(block, 0.1, "n14")))
        except Exception as error:
            log("o15", repr(error))
        log("p16")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    if tasks:
        log("cancel", tasks[1 % len(tasks)].cancel())
    log("q17")
    return "w2"


async def w3():
    try:
        async with condition:
            try:
                await asyncio.wait_for(condition.wait(), 0)
            except TimeoutError as error:
                log("r18", repr(error))
        for turn in range(3):
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(0.5, "s19"))
                    log("t20")
            except* Exception as errors:
                log("u21", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            log("v22")
        tasks.append(asyncio.create_task(queue.get(), name="w23"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(event.wait())
                group.create_task(event.wait())
                group.create_task(queue.get())
                log("x24", asyncio.current_task().get_name())
                log("y25")
        except* Exception as errors:
            log("z26", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        log("a27")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(3), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(2), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(3), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(0.3)
            done, pending = await asyncio.wait([asyncio.ensure_future(w0()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED)
            log("b28", len(done), len(pending))
            try:
                log(await asyncio.shield(asyncio.gather(queue.get(), queue.get(), queue.put("c29"), return_exceptions=True)))
            except Exception as error:
                log("d30", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
