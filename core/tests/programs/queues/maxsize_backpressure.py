import asyncio


async def producer(queue):
    for n in range(6):
        print("put", n, "full:", queue.full())
        await queue.put(n)
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item, "left", queue.qsize())
        await asyncio.sleep(0.2)


async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(producer(queue), consumer(queue))
    print(queue.empty(), queue.maxsize)


asyncio.run(main())
