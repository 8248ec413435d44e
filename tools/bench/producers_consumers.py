import asyncio


async def producer(queue):
    for item in range(1000):
        await queue.put(item)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
        queue.task_done()
    return total


async def pair():
    queue = asyncio.Queue(maxsize=1)
    _, total = await asyncio.gather(producer(queue), consumer(queue))
    assert total == 499_500


async def main():
    await asyncio.gather(*(pair() for _ in range(50)))


asyncio.run(main())
