import asyncio


async def transfer(name, first, second):
    async with first:
        print(name, "has the first lock")
        await asyncio.sleep(0.1)
        async with second:
            print(name, "has both")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer("ab", a, b), transfer("ba", b, a))


asyncio.run(main())
