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
        if len(tasks) % 2:
            raise ValueError("a1")
        try:
            log(await asyncio.gather(w3(), w5(), w5()))
        except Exception as error:
            log("b2", repr(error))
        asyncio.get_running_loop().call_later(0, log, "c3")
        tasks.append(asyncio.create_task(asyncio.sleep(0, "e5"), name="d4"))
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
            try:
                log("task gave", await tasks[1 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "g7")))
        try:
            log(await asyncio.wait_for(w4(), 0.1))
        except (TimeoutError, ValueError) as error:
            log("h8", type(error).__name__)
        try:
            async with asyncio.timeout(0):
                tasks.append(asyncio.create_task(w5()))
                if tasks:
                    try:
                        log("task gave", await tasks[0 % len(tasks)])
                    except Exception as error:
                        log("task raised", type(error).__name__)
                log("i9")
        except TimeoutError:
            log("j10", 'timed out')
        log("k11")
    except asyncio.CancelledError:
        log("w1 cancelled")
        raise
    finally:
        log("w1 ends")
    return "w1"


async def w2():
    try:
        tasks.append(asyncio.create_task(w4()))
        log("l12", asyncio.current_task().get_name())
        try:
            async with asyncio.timeout(0.5):
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(asyncio.sleep(0.2, "m13"))
                        group.create_task(w4())
                        group.create_task(w5())
                except* Exception as errors:
                    log("n14", len(errors.exceptions))
                tasks.append(asyncio.create_task(w5(), name="o15"))
                log(await asyncio.to_thread(block, 0.2, "p16"))
                log("q17")
        except TimeoutError:
            log("r18", 'timed out')
        log("s19")
    except asyncio.CancelledError:
        log("w2 cancelled")
        return "w2 stays"
    finally:
        log("w2 ends")
    return "w2"


async def w3():
    try:
        try:
            log(await asyncio.gather(w5(), w4(), w5()))
        except Exception as error:
            log("t20", repr(error))
        done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(w5())], return_when=asyncio.FIRST_COMPLETED, timeout=0)
        log("u21", len(done), len(pending))
        log("v22", asyncio.current_task().get_name())
        log("w23")
    except asyncio.CancelledError:
        log("w3 cancelled")
        raise
    finally:
        log("w3 ends")
    return "w3"


async def w4():
    try:
        tasks.append(asyncio.create_task(asyncio.sleep(0.2, "y25"), name="x24"))
        done, pending = await asyncio.wait([asyncio.ensure_future(w5()), asyncio.ensure_future(w5()), asyncio.ensure_future(w5())], return_when=asyncio.ALL_COMPLETED, timeout=0.1)
        log("z26", len(done), len(pending))
        for task in pending:
            task.cancel()
        try:
            log(await asyncio.gather(w5(), asyncio.sleep(0.3, "a27")))
        except Exception as error:
            log("b28", repr(error))
        try:
            queue.put_nowait("c29")
        except asyncio.QueueFull:
            log("full")
        log("d30")
    except asyncio.CancelledError:
        log("w4 cancelled")
        raise
    finally:
        log("w4 ends")
    return "w4"


async def w5():
    try:
        try:
            async with asyncio.timeout(0):
                if tasks:
                    log("cancel", tasks[2 % len(tasks)].cancel())
                try:
                    async with asyncio.timeout(0.1):
                        log("got", await queue.get())
                        await asyncio.sleep(0)
                        log("e31")
                except TimeoutError:
                    log("f32", 'timed out')
                await asyncio.sleep(0.1)
                log("g33")
        except TimeoutError:
            log("h34", 'timed out')
        done, pending = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.1, "i35")), asyncio.ensure_future(asyncio.sleep(0, "j36")), asyncio.ensure_future(asyncio.sleep(0.1, "k37"))], return_when=asyncio.FIRST_EXCEPTION, timeout=0.1)
        log("l38", len(done), len(pending))
        for task in pending:
            task.cancel()
        if tasks:
            try:
                log("task gave", await tasks[2 % len(tasks)])
            except Exception as error:
                log("task raised", type(error).__name__)
        await queue.put("m39")
        log("n40")
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
            log(await asyncio.to_thread(block, 0.1, "o41"))
            log(await asyncio.to_thread(block, 0.2, "p42"))
            event.set()
            await asyncio.sleep(0.3)
            log(await asyncio.gather(w0(), *tasks, return_exceptions=True))
    except TimeoutError:
        log("main timed out")


asyncio.run(main())
