import asyncio
import time

tasks = []


def log(*parts):
    print(f"{asyncio.get_running_loop().time():.2f}", *parts)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def count(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        log("count ends")


async def w0():
    try:
        try:
            log(await asyncio.gather(w4(), w1(), w5()))
        except Exception as error:
            log("a1", repr(error))
        log("b2", asyncio.current_task().get_name())
        if queue.empty():
            raise ValueError("c3")
        log("d4")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async with asyncio.timeout(0.2):
                tasks.append(asyncio.create_task(asyncio.sleep(0.2, "e5")))
                log("f6")
        except TimeoutError:
            log("g7", 'timed out')
        try:
            queue.put_nowait("h8")
        except asyncio.QueueFull:
            log("full")
        try:
            async with asyncio.timeout(0.2):
                try:
                    log(await asyncio.wait_for(asyncio.sleep(0.1, "i9"), 0.1))
                except (TimeoutError, ValueError) as error:
                    log("j10", type(error).__name__)
                try:
                    log(await asyncio.wait_for(w4(), 0))
                except (TimeoutError, ValueError) as error:
                    log("k11", type(error).__name__)
                await asyncio.sleep(0.2)
                log("l12")
        except TimeoutError:
            log("m13", 'timed out')
        log("n14")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w5(), name="o15"))
        tasks.append(asyncio.create_task(w3()))
        tasks.append(asyncio.create_task(w4()))
        log("p16")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            queue.put_nowait("q17")
        except asyncio.QueueFull:
            log("full")
        try:
            log(await asyncio.wait_for(w4(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("r18", type(error).__name__)
        tasks.append(asyncio.create_task(w5(), name="s19"))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.3, "t20"))
                group.create_task(w5())
                group.create_task(w5())
                log("u21", asyncio.current_task().get_name())
                log("v22")
        except* Exception as errors:
            log("w23", len(errors.exceptions))
        log("x24")
    except asyncio.CancelledError:
        log("w3 cancelled")
        return "w3 stays"
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        event.set()
        if len(tasks) % 2:
            raise ValueError("y25")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w5())
                group.create_task(w5())
                done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(w5()), asyncio.ensure_future(w5())], return_when=asyncio.ALL_COMPLETED, timeout=0.1)
                log("z26", len(done), len(pending))
                asyncio.get_running_loop().call_soon(log, "a27")
                log("b28")
        except* Exception as errors:
            log("c29", len(errors.exceptions))
        log("d30")
    except asyncio.CancelledError:
        log("w4 cancelled")
        return "w4 stays"
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        log("got", await queue.get())
        log("e31")
    except asyncio.CancelledError:
        log("w5 cancelled")
        raise
    finally:
        log("w5 ends")
    return "w5"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w2())], return_when=asyncio.FIRST_COMPLETED, timeout=0.5)
            log("f32", len(done), len(pending))
            await event.wait()
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
