import asyncio
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


async def w0():
    event.set()
    tasks.append(asyncio.create_task(w4(), eager_start=True))
    try:
        log(await asyncio.shield(asyncio.gather(queue.put("a1"), event.wait(), w4(), w4(), return_exceptions=True)))
    except Exception as error:
        log("b2", repr(error))
    log("c3")
    return "w0"


async def w1():
    try:
        both = asyncio.gather(w3(), asyncio.to_thread(block, 0.2, "d4"), asyncio.sleep(0.25, "e5"), w3(), return_exceptions=True)
        asyncio.get_running_loop().call_later(0.25, both.cancel)
        try:
            log(await both)
        except (Exception, asyncio.CancelledError) as error:
            log("f6", repr(error))
        try:
            log(await asyncio.wait_for(event.wait(), 0.3))
        except TimeoutError as error:
            log("g7", repr(error))
        log("h8")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED)
    log("i9", len(done), len(pending))
    async with lock:
        if tasks:
            log("cancel", tasks[2 % len(tasks)].cancel())
        try:
            await asyncio.wait_for(lock.acquire(), 0.15)
        except TimeoutError:
            log("j10", "no lock")
        else:
            await asyncio.sleep(0.2)
            lock.release()
        try:
            async for next_done in asyncio.as_completed([asyncio.sleep(0.2, "k11"), asyncio.sleep(0.1, "l12"), w3(), w3()]):
                try:
                    log(await next_done)
                except (ValueError, KeyError) as error:
                    log("m13", repr(error))
        except TimeoutError as error:
            log("n14", repr(error))
        try:
            await asyncio.wait_for(stack.join(), 0.3)
        except TimeoutError as error:
            log("o15", repr(error))
        log("p16")
    log("q17")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.gather(w4(), asyncio.sleep(0.1, "r18"), w4(), return_exceptions=True))
        except Exception as error:
            log("s19", repr(error))
        log("t20")
    except asyncio.CancelledError as error:
        log("w3 cancelled", repr(error))
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.to_thread(block, 0.1, "u21")), asyncio.ensure_future(event.wait()), asyncio.ensure_future(asyncio.to_thread(block, 0.15, "v22"))], return_when=asyncio.FIRST_COMPLETED)
    log("w23", len(done), len(pending))
    for task in pending:
        task.cancel()
    try:
        log(await asyncio.gather(asyncio.to_thread(block, 0.3, "x24"), event.wait(), return_exceptions=True))
    except Exception as error:
        log("y25", repr(error))
    async with semaphore:
        try:
            await asyncio.wait_for(lock.acquire(), 0.1)
        except TimeoutError:
            log("z26", "no lock")
        else:
            await asyncio.sleep(0.1)
            lock.release()
        done, pending = await asyncio.wait([asyncio.ensure_future(queue.put("a27")), asyncio.ensure_future(asyncio.sleep(0.2, "b28")), asyncio.ensure_future(event.wait())], return_when=asyncio.ALL_COMPLETED, timeout=0.2)
        log("c29", len(done), len(pending))
        if tick(2):
            asyncio.current_task().cancel()
            log(asyncio.current_task().uncancel())
        log("d30")
    log("e31")
    return "w4"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            if tasks:
                log("cancel", tasks[-3 % len(tasks)].cancel())
            async with semaphore:
                both = asyncio.gather(asyncio.sleep(0.15, "f32"), w2(), return_exceptions=True)
                asyncio.get_running_loop().call_later(0.3, both.cancel)
                try:
                    log(await both)
                except (Exception, asyncio.CancelledError) as error:
                    log("g33", repr(error))
                try:
                    async with asyncio.TaskGroup() as group:
                        tasks.append(group.create_task(w2()))
                        group.create_task(w4())
                except* Exception as errors:
                    log("h34", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
                try:
                    log(await asyncio.wait_for(event.wait(), 0.3))
                except TimeoutError as error:
                    log("i35", repr(error))
                log("j36")
            log(event.is_set())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
