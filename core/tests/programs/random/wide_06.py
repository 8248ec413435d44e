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


async def careful(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        await asyncio.sleep(pause)
        log("careful ends")


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
        try:
            log(await asyncio.wait_for(asyncio.shield(w3()), 0.5))
        except (Exception, asyncio.CancelledError) as error:
            log("a1", repr(error))
        try:
            log(await asyncio.get_running_loop().run_in_executor(pool, block, 0.1, "c3"))
        except KeyError as error:
            log("d4", repr(error))
        log("e5")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        for next_done in asyncio.as_completed([w3(), w3(), w3()]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("f6", repr(error))
    except TimeoutError as error:
        log("g7", repr(error))
    tasks.append(asyncio.create_task(w3(), eager_start=True))
    try:
        async for next_done in asyncio.as_completed([event.wait(), queue.put("h8"), w3()]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("i9", repr(error))
    except TimeoutError as error:
        log("j10", repr(error))
    async with contextlib.AsyncExitStack() as stack_of_two:
        await stack_of_two.enter_async_context(managed("k11", 0))
        stack_of_two.push_async_callback(asyncio.sleep, 0.1)
        if event.is_set():
            raise KeyError("l12")
        log("m13")
    log("n14")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.wait_for(asyncio.shield(w3()), 0.1))
        except (Exception, asyncio.CancelledError) as error:
            log("o15", repr(error))
        async with condition:
            await condition.wait()
        log("p16")
    except asyncio.CancelledError as error:
        log("w2 cancelled", repr(error))
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.wait_for(event.wait(), 0.3))
        except TimeoutError as error:
            log("q17", repr(error))
        async with condition:
            if event.is_set():
                raise asyncio.CancelledError("r18")
            log("s19")
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "t20")), asyncio.ensure_future(asyncio.to_thread(block, 0.5, "u21")), asyncio.ensure_future(queue.put("v22"))], return_when=asyncio.ALL_COMPLETED, timeout=0)
        log("w23", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("x24")
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
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                for next_done in asyncio.as_completed([w1(), w2()], timeout=0.3):
                    try:
                        log(await next_done)
                    except (ValueError, KeyError) as error:
                        log("y25", repr(error))
            except TimeoutError as error:
                log("z26", repr(error))
            try:
                async for next_done in asyncio.as_completed([queue.get(), w3(), w3(), w2()]):
                    try:
                        log(await next_done)
                    except (ValueError, KeyError) as error:
                        log("a27", repr(error))
            except TimeoutError as error:
                log("b28", repr(error))
            async for n in careful(2, 0.1):
                if tick(4):
                    asyncio.current_task().cancel()
                    log(asyncio.current_task().uncancel())
                log("c29")
                if n == 0:
                    break
            if tasks:
                try:
                    log("task gave", await asyncio.wait_for(tasks[0 % len(tasks)], 0))
                except (Exception, asyncio.CancelledError) as error:
                    log("d30", repr(error))
            await asyncio.sleep(0.2)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
