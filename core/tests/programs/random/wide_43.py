import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

tasks = []


def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def block(seconds, text):
    time.sleep(seconds)
    return text


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


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    try:
        try:
            log(await asyncio.shield(w1()))
        except Exception as error:
            log("a1", repr(error))
        time.sleep(0.5)
        try:
            log(await asyncio.wait_for(w1(), 1))
        except (TimeoutError, ValueError, KeyError) as error:
            log("b2", repr(error))
        try:
            log(await asyncio.wait_for(stack.get(), 1))
        except TimeoutError as error:
            log("c3", repr(error))
        log("d4")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        await asyncio.sleep(1)
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        async with asyncio.timeout(1) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 0.5)
            try:
                log(await asyncio.wait_for(asyncio.shield(event.wait()), 0.5))
            except (Exception, asyncio.CancelledError) as error:
                log("e5", repr(error))
            await Hops(2)
            try:
                async with asyncio.TaskGroup() as group:
                    tasks.append(group.create_task(event.wait()))
            except* Exception as errors:
                log("f6", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
            asyncio.get_running_loop().call_later(1, log, "g7")
            log("h8")
    except TimeoutError:
        log("i9", limit.expired(), asyncio.current_task().cancelling())
    log(await Hops(2))
    async with managed("j10", 0) as name:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.to_thread(block, 1, "k11"))
                group.create_task(asyncio.sleep(1, "l12"))
                group.create_task(queue.put("m13"))
                try:
                    log("barrier", await barrier.wait())
                except (asyncio.BrokenBarrierError, TimeoutError) as error:
                    log("n14", repr(error))
                log("o15")
        except* Exception as errors:
            log("p16", [repr(error) for error in errors.exceptions], asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        asyncio.get_running_loop().call_soon(log, "q17")
        log("r18")
    time.sleep(1)
    log("s19")
    return "w1"


async def main():
    global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool
    lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    semaphore, bounded = asyncio.Semaphore(2), asyncio.BoundedSemaphore(2)
    queue, heap, stack = asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(1), ThreadPoolExecutor(1)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                await asyncio.wait_for(lock.acquire(), 1)
            except TimeoutError:
                log("t20", "no lock")
            else:
                await asyncio.sleep(0)
                lock.release()
            tasks.append(asyncio.create_task(w1()))
            asyncio.get_running_loop().call_soon(log, "u21")
            log("got", await queue.get())
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
