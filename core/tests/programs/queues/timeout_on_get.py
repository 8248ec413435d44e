import asyncio


async def consumer(queue):
    misses = 0
    while misses < 2:
        try:
            item = await asyncio.wait_for(queue.get(), timeout=0.3)
            print("item", item)
        except TimeoutError:
            misses += 1
            print("nothing for 0.3 s")


async def producer(queue):
    for delay in (0.1, 0.2, 0.3, 0.35):
        await asyncio.sleep(delay)
        queue.put_nowait(delay)


async def main():
    queue = asyncio.Queue()
    await asyncio.gather(consumer(queue), producer(queue))
    print("left", queue.qsize())


asyncio.run(main())
