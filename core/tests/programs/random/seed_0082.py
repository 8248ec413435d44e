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
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.3, "a1"))
                tasks.append(asyncio.create_task(w3()))
                log("b2")
        except* Exception as errors:
            log("c3", len(errors.exceptions))
        try:
            async with asyncio.timeout(0.2):
                done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(asyncio.sleep(0.1, "d4")), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED, timeout=0.2)
                log("e5", len(done), len(pending))
                log("f6")
        except TimeoutError:
            log("g7", 'timed out')
        async for n in count(4, 0.2):
            log("h8", n)
            if n == 1:
                break
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(w1())
        except* Exception as errors:
            log("i9", len(errors.exceptions))
        log("j10")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        await asyncio.sleep(0.1)
        await asyncio.sleep(0.2)
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(asyncio.sleep(0.1, "k11"))], return_when=asyncio.FIRST_COMPLETED)
        log("l12", len(done), len(pending))
        log("m13")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        await asyncio.sleep(0)
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3()), asyncio.ensure_future(asyncio.sleep(0.2, "n14"))], return_when=asyncio.FIRST_COMPLETED)
        log("o15", len(done), len(pending))
        if queue.empty():
            raise ValueError("p16")
        event.set()
        log("q17")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        if tasks:
            try:
                log("task gave", await tasks[2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("r18", asyncio.current_task().get_name())
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.3, "s19")), asyncio.ensure_future(asyncio.sleep(0.1, "t20")), asyncio.ensure_future(asyncio.sleep(0.1, "u21"))], return_when=asyncio.FIRST_COMPLETED)
        log("v22", len(done), len(pending))
        log("w23")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(0.3)
            done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(w2()), asyncio.ensure_future(w3())], return_when=asyncio.FIRST_COMPLETED, timeout=0.2)
            log("x24", len(done), len(pending))
            try:
                async with asyncio.timeout(0.5):
                    await event.wait()
                    log("y25")
            except TimeoutError:
                log("z26", 'timed out')
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
