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
        if tasks:
            try:
                log("task gave", await tasks[-2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        try:
            log(await asyncio.wait_for(asyncio.sleep(0.2, "a1"), 0.1))
        except (TimeoutError, ValueError) as error:
            log("b2", type(error).__name__)
        try:
            log(await asyncio.wait_for(w3(), 0))
        except (TimeoutError, ValueError) as error:
            log("c3", type(error).__name__)
        try:
            log(await asyncio.wait_for(w3(), 0.2))
        except (TimeoutError, ValueError) as error:
            log("d4", type(error).__name__)
        log("e5")
    except asyncio.CancelledError:
        log("w0 cancelled")
        raise
    finally:
        log("w0 ends")
    return "w0"


async def w1():
    try:
        try:
            async with asyncio.timeout(0):
                try:
                    log(await asyncio.shield(w2()))
                except Exception as error:
                    log("f6", repr(error))
                log("g7")
        except TimeoutError:
            log("h8", 'timed out')
        if tasks:
            log("cancel", tasks[4 % len(tasks)].cancel())
        log("i9")
    except asyncio.CancelledError:
        log("w1 cancelled")
        return "w1 stays"
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        try:
            log(await asyncio.shield(w3()))
        except Exception as error:
            log("j10", repr(error))
        try:
            log(await asyncio.wait_for(w3(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("k11", type(error).__name__)
        log("l12")
    except asyncio.CancelledError:
        log("w2 cancelled")
        raise
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        log(await asyncio.to_thread(block, 0.3, "m13"))
        try:
            log(await asyncio.gather(asyncio.sleep(0.3, "n14"), asyncio.sleep(0.1, "o15"), asyncio.sleep(0.1, "p16"), return_exceptions=True))
        except Exception as error:
            log("q17", repr(error))
        try:
            log(await asyncio.gather(asyncio.sleep(0, "r18"), asyncio.sleep(0.1, "s19"), asyncio.sleep(0.1, "t20"), return_exceptions=True))
        except Exception as error:
            log("u21", repr(error))
        if tasks:
            try:
                log("task gave", await tasks[0 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        log("v22")
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
            try:
                async with asyncio.timeout(0.5):
                    log("w23", asyncio.current_task().get_name())
                    log(await asyncio.to_thread(block, 0.2, "x24"))
                    tasks.append(asyncio.create_task(w0(), name="y25"))
                    log("z26")
            except TimeoutError:
                log("a27", 'timed out')
            done, pending = await asyncio.wait([asyncio.ensure_future(w2()), asyncio.ensure_future(asyncio.sleep(0.3, "b28"))], return_when=asyncio.ALL_COMPLETED, timeout=0)
            log("c29", len(done), len(pending))
            for task in pending:
                task.cancel()
            if tasks:
                try:
                    log("task gave", await tasks[3 % len(tasks)])
                except Exception as error:
                    log("task raised", type(error).__name__)
            await asyncio.sleep(0.1)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
