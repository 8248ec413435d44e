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
        event.set()
        done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(w1())], return_when=asyncio.ALL_COMPLETED)
        log("a1", len(done), len(pending))
        event.set()
        log("b2")
    except asyncio.CancelledError:
        log("w0 cancelled")
        return "w0 stays"
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            log(await asyncio.shield(w2()))
        except Exception as error:
            log("c3", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(w3()), asyncio.ensure_future(w3()), asyncio.ensure_future(w2())], return_when=asyncio.ALL_COMPLETED, timeout=0.2)
        log("d4", len(done), len(pending))
        try:
            log(await asyncio.wait_for(w2(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("e5", type(error).__name__)
        log("f6")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            async with asyncio.timeout(0.5):
                log(await asyncio.to_thread(block, 0.5, "g7"))
                async for n in count(3, 0):
                    log("h8", n)
                try:
                    log(await asyncio.wait_for(w3(), 0.2))
                except (TimeoutError, ValueError) as error:
                    log("i9", type(error).__name__)
                async for n in count(2, 0.1):
                    log("j10", n)
                log("k11")
        except TimeoutError:
            log("l12", 'timed out')
        log("m13", asyncio.current_task().get_name())
        await event.wait()
        time.sleep(0.5)
        log("n14")
    except asyncio.CancelledError:
        log("w2 cancelled")
        await asyncio.sleep(0.1)
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        async for n in count(4, 0.5):
            log("o15", n)
        if tasks:
            try:
                log("task gave", await tasks[-3 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        await asyncio.sleep(0)
        log("p16")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("q17")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
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
            log("r18", asyncio.current_task().get_name())
            await asyncio.sleep(0.3)
            log("s19", asyncio.current_task().get_name())
            log("t20", asyncio.current_task().get_name())
            tasks.append(asyncio.create_task(asyncio.sleep(0, "u21")))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
