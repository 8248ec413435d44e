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
        log("got", await queue.get())
        try:
            log(await asyncio.shield(w1()))
        except Exception as error:
            log("a1", repr(error))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0.1, "b2"))
        except* Exception as errors:
            log("c3", len(errors.exceptions))
        try:
            log(await asyncio.gather(w3(), w1()))
        except Exception as error:
            log("d4", repr(error))
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        tasks.append(asyncio.create_task(w3()))
        event.set()
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w4())], return_when=asyncio.FIRST_COMPLETED, timeout=0)
        log("g7", len(done), len(pending))
        for task in pending:
            task.cancel()
        log("h8")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log(await asyncio.to_thread(block, 0.2, "i9"))
        log("j10")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.2)
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        try:
            log(await asyncio.shield(asyncio.sleep(0.5, "k11")))
        except Exception as error:
            log("l12", repr(error))
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.3, "m13"), 0.5))
        except (TimeoutError, ValueError) as error:
            log("n14", type(error).__name__)
        log("o15")
    except asyncio.CancelledError:
        log("w4 cancelled")
        return "w4 stays"
    finally:
        log("w4 ends")
    return "w4"


async def main():
    global lock, semaphore, event, queue
    lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_later(2, event.set)
    try:
        async with asyncio.timeout(4):
            try:
                log(await asyncio.gather(asyncio.sleep(0.3, "p16"), w2(), w3()))
            except Exception as error:
                log("q17", repr(error))
            try:
                log(await asyncio.wait_for(w0(), 0.2))
            except (TimeoutError, ValueError) as error:
                log("r18", type(error).__name__)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
