import asyncio


async def greedy(lock):
    for n in range(3):
        async with lock:
            print("greedy", n)
            await asyncio.sleep(0.1)


async def modest(lock):
    async with lock:
        print("modest")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(greedy(lock), modest(lock), greedy(lock), modest(lock))


asyncio.run(main())
