import asyncio


async def leaf(name, delay):
    await asyncio.sleep(delay)
    print("leaf", name)
    return name


async def main():
    left = asyncio.gather(leaf("a", 0.2), leaf("b", 0.1))
    right = asyncio.gather(leaf("c", 0.1), leaf("d", 0.3))
    print(await asyncio.gather(left, right, leaf("e", 0.3)))


asyncio.run(main())
