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


def block_and_fail(seconds, text):
    time.sleep(seconds)
    raise KeyError(text)


async def count(to, pause):
    try:
        for n in range(to):
            got = yield n
            if got:
                log("count got", got)
            await asyncio.sleep(pause)
    finally:
        log("count ends")


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops


async def w0():
    try:
        for turn in range(3):
            for turn in range(2):
                tasks.append(asyncio.create_task(w2(), eager_start=True))
                log("a1")
            if tick(3):
                asyncio.current_task().cancel()
                log(asyncio.current_task().uncancel())
            log("b2")
        log("c3")
    except asyncio.CancelledError as error:
        log("w0 cancelled", repr(error))
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        asyncio.get_running_loop().call_soon(log, "d4")
        event.clear()
        log("e5")
    except asyncio.CancelledError as error:
        log("w1 cancelled", repr(error))
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        log(await asyncio.to_thread(block_and_fail, 0.2, "f6"))
    except KeyError as error:
        log("h8", repr(error))
    if tasks:
        log("cancel", tasks[-3 % len(tasks)].cancel())
    try:
        async for next_done in asyncio.as_completed([w3(), event.wait(), w3()]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("i9", repr(error))
    except TimeoutError as error:
        log("j10", repr(error))
    async with semaphore:
        tasks.append(asyncio.create_task(w4(), eager_start=True))
        if tasks:
            asyncio.get_running_loop().call_later(0.3, tasks[2 % len(tasks)].cancel)
        log("k11")
    log("l12")
    return "w2"


async def w3():
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.15) as limit:
            if tasks:
                asyncio.get_running_loop().call_later(0.1, tasks[2 % len(tasks)].cancel)
            async with lock:
                for turn in range(3):
                    log("m13", asyncio.current_task().get_name())
                    log("n14")
                log("o15")
            log("p16")
    except TimeoutError:
        log("q17", limit.expired(), asyncio.current_task().cancelling())
    for turn in range(2):
        async with contextlib.aclosing(count(2, 0.3)) as items:
            async for n in items:
                log("r18", n)
                break
        await asyncio.sleep(0)
        log("s19")
    try:
        async for next_done in asyncio.as_completed([w4(), w4()]):
            try:
                log(await next_done)
            except (ValueError, KeyError) as error:
                log("t20", repr(error))
    except TimeoutError as error:
        log("u21", repr(error))
    log("v22")
    return "w3"


async def w4():
    try:
        for turn in range(2):
            try:
                async with asyncio.timeout(0.15) as limit:
                    limit.reschedule(asyncio.get_running_loop().time() + 0.3)
                    await event.wait()
                    log("w23")
            except TimeoutError:
                log("x24", limit.expired(), asyncio.current_task().cancelling())
            log("y25")
        time.sleep(0.2)
        try:
            for turn in range(3):
                try:
                    time.sleep(0.3)
                    log("z26")
                finally:
                    await asyncio.sleep(0.25)
                log("got", await queue.get())
                log("a27")
            for turn in range(3):
                event.clear()
                log("b28")
            log("c29")
        except ValueError:
            log("d30")
            await asyncio.sleep(0.3)
            raise
        finally:
            log("e31", asyncio.current_task().cancelling())
        log("f32")
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
    queue, heap, stack = asyncio.Queue(0), asyncio.PriorityQueue(2), asyncio.LifoQueue()
    barrier, pool = asyncio.Barrier(2), ThreadPoolExecutor(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            async with condition:
                try:
                    for next_done in asyncio.as_completed([w1(), w1(), w2()]):
                        try:
                            log(await next_done)
                        except (ValueError, KeyError) as error:
                            log("g33", repr(error))
                except TimeoutError as error:
                    log("h34", repr(error))
                async with semaphore:
                    try:
                        queue.put_nowait(9)
                    except (asyncio.QueueFull, asyncio.QueueShutDown) as error:
                        log("i35", repr(error))
                    log("j36")
                tasks.append(asyncio.create_task(w1(), eager_start=True))
                log("k37")
            async with condition:
                try:
                    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.3) as limit:
                        async with condition:
                            state["n"] += 1
                            condition.notify_all()
                        time.sleep(0.1)
                        log("l38")
                except TimeoutError:
                    log("m39", limit.expired(), asyncio.current_task().cancelling())
                if tasks:
                    log("cancel", tasks[-2 % len(tasks)].cancel())
                if tasks:
                    log("cancel", tasks[3 % len(tasks)].cancel("n40"))
                log("o41")
            try:
                try:
                    async with asyncio.timeout(0.1) as limit:
                        if tasks:
                            try:
                                log("task gave", await asyncio.shield(tasks[-3 % len(tasks)]))
                            except (Exception, asyncio.CancelledError) as error:
                                log("p42", repr(error))
                        try:
                            log(await asyncio.wait_for(event.wait(), 0.25))
                        except TimeoutError as error:
                            log("q43", repr(error))
                        log("r44")
                except TimeoutError:
                    log("s45", limit.expired(), asyncio.current_task().cancelling())
                await asyncio.sleep(0.15)
                log(await Hops(1))
                log("t46")
            except asyncio.CancelledError:
                log("u47")
                await asyncio.sleep(0.25)
                raise
            finally:
                await asyncio.sleep(0.15)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
