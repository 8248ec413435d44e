import asyncio
import traceback


async def use(what, name):
    try:
        print(name, "ended", await what)
    except asyncio.QueueShutDown as error:
        print(name, "shut down", repr(error), error.__context__)


async def main():
    queue = asyncio.Queue(maxsize=1)
    waiters = [asyncio.create_task(use(queue.get(), "first get")), asyncio.create_task(use(queue.get(), "second get"))]
    await asyncio.sleep(1)
    queue.shutdown()
    await asyncio.gather(*waiters)
    try:
        await queue.put(1)
    except asyncio.QueueShutDown:
        print(traceback.format_exc().splitlines()[-1])
    try:
        queue.put_nowait(1)
    except asyncio.QueueShutDown:
        print(traceback.format_exc().splitlines()[-1])
    queue = asyncio.Queue(maxsize=1)
    await queue.put("x")
    waiters = [asyncio.create_task(use(queue.put(number), f"put {number}")) for number in range(2)]
    await asyncio.sleep(1)
    queue.shutdown()
    print(await queue.get(), queue)
    await asyncio.gather(*waiters)
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print(traceback.format_exc().splitlines()[-1])
    queue = asyncio.Queue()
    for number in range(3):
        await queue.put(number)
    joiner = asyncio.create_task(use(queue.join(), "join"))
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await joiner
    print(queue)
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown:
        print(traceback.format_exc().splitlines()[-1])
    empty = asyncio.Queue(1)
    try:
        empty.get_nowait()
    except asyncio.QueueEmpty:
        print(traceback.format_exc().splitlines()[-1])
    empty.put_nowait(1)
    try:
        empty.put_nowait(1)
    except asyncio.QueueFull:
        print(traceback.format_exc().splitlines()[-1])


asyncio.run(main())
