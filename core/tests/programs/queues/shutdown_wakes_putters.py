import asyncio


async def putter(n, queue):
    try:
        await queue.put(n)
        print("put", n)
    except asyncio.QueueShutDown:
        print("putter", n, "refused")


async def main():
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(putter(n, queue)) for n in range(4)]
    await asyncio.sleep(0.1)
    print(await queue.get())
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await asyncio.gather(*tasks)
    print(queue.qsize())


asyncio.run(main())
