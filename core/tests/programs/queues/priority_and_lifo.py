import asyncio


async def drain(queue):
    items = []
    while not queue.empty():
        items.append(await queue.get())
    return items


async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = kind()
        for item in [(3, "low"), (1, "urgent"), (2, "normal"), (1, "also urgent")]:
            await queue.put(item)
        print(kind.__name__, await drain(queue))


asyncio.run(main())
