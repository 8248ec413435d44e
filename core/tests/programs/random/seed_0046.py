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
        tasks.append(asyncio.create_task(w3()))
        log(await asyncio.to_thread(block, 0, "a1"))
        if tasks:
            log("cancel", tasks[5 % len(tasks)].cancel())
        async with lock:
            try:
                async with asyncio.timeout(0.2):
                    if tasks:
                        log("cancel", tasks[1 % len(tasks)].cancel())
                    log("b2")
            except TimeoutError:
                log("c3", 'timed out')
            asyncio.get_running_loop().call_soon(log, "d4")
            log("e5")
        log("f6")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("g7")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w3()))
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        if tasks:
            log("cancel", tasks[1 % len(tasks)].cancel())
        log("h8")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.5, "i9")), asyncio.ensure_future(asyncio.sleep(0.1, "j10"))], return_when=asyncio.ALL_COMPLETED)
        log("k11", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.3, "l12"), 0.2))
        except (TimeoutError, ValueError) as error:
            log("m13", type(error).__name__)
        log("n14")
    except asyncio.CancelledError:
        log("w3 cancelled")
        await asyncio.sleep(0.2)
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
            done, pending = await asyncio.wait([asyncio.ensure_future(w1()), asyncio.ensure_future(asyncio.sleep(0.2, "o15"))], return_when=asyncio.FIRST_EXCEPTION)
            log("p16", len(done), len(pending))
            try:
                log(await asyncio.gather(w0(), w3()))
            except Exception as error:
                log("q17", repr(error))
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
