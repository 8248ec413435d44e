import asyncio


async def inner(n):
    await asyncio.sleep(0.1)
    return 10 / n


async def outer():
    return await inner(0)


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    await task


asyncio.run(main())
