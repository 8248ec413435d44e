import asyncio


async def ticker(delay, to):
    """Yield numbers from 0 to *to* every *delay* seconds."""
    for i in range(to):
        yield i
        await asyncio.sleep(delay)


async def main():
    async for i in ticker(0.1, 5):
        print("tick", i)
    print([i async for i in ticker(0.1, 5) if i % 2])
    print({i: i * i async for i in ticker(0, 4)})
    print(sorted({i % 2 async for i in ticker(0, 4)}))
    print([x + y async for x in ticker(0, 2) for y in (10, 20)])


asyncio.run(main())
