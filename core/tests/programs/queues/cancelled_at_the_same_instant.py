import asyncio


async def getter(queue, name):
    try:
        item = await queue.get()
        print(name, "got", item)
        queue.task_done()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def putter(queue, name, item):
    try:
        await queue.put(item)
        print(name, "put", item)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def getters():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(queue, f"g{number}")) for number in range(4)]
    await asyncio.sleep(1)
    queue.put_nowait("a")
    tasks[0].cancel()
    print(queue, len(queue._getters))
    await asyncio.sleep(1)
    tasks[1].cancel()
    queue.put_nowait("b")
    print(queue, len(queue._getters))
    await asyncio.sleep(1)
    tasks[2].cancel()
    queue.put_nowait("c")
    queue.put_nowait("d")
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(queue, queue.qsize(), queue._unfinished_tasks)


async def putters():
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(putter(queue, f"p{number}", number)) for number in range(4)]
    await asyncio.sleep(1)
    print(queue)
    print(queue.get_nowait())
    tasks[1].cancel()
    await asyncio.sleep(0)
    print(queue)
    await asyncio.sleep(1)
    tasks[3].cancel()
    print(queue.get_nowait(), queue)
    await asyncio.sleep(1)
    print(await asyncio.gather(*tasks, return_exceptions=True), queue)
    print(queue.full(), queue.empty(), queue.maxsize)


async def both():
    queue = asyncio.Queue(maxsize=1)
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = kind(maxsize=2)
        results = []

        async def produce():
            for number in (5, 3, 9, 1):
                await queue.put(number)
            await queue.put(100)

        async def consume():
            for _ in range(5):
                results.append(await queue.get())
                queue.task_done()
                await asyncio.sleep(0.1)

        await asyncio.gather(produce(), consume())
        await queue.join()
        print(kind.__name__, results, queue)
        try:
            queue.task_done()
        except ValueError as error:
            print(error)


async def timeouts():
    queue = asyncio.Queue(maxsize=1)
    try:
        print(await asyncio.wait_for(queue.get(), 1))
    except TimeoutError:
        print("no item", queue)
    await queue.put(1)
    try:
        async with asyncio.timeout(1):
            await queue.put(2)
    except TimeoutError:
        print("no room", queue)
    # An item that comes at the very moment.
    loop = asyncio.get_running_loop()
    queue.get_nowait()
    loop.call_later(1, queue.put_nowait, "late")
    try:
        print(await asyncio.wait_for(queue.get(), 1))
    except TimeoutError:
        print("missed", queue)
    loop.call_later(0.5, queue.put_nowait, "early")
    print(await asyncio.wait_for(queue.get(), 1), queue)


async def main():
    await getters()
    await putters()
    await both()
    await timeouts()


asyncio.run(main())
