import asyncio


async def base():
    print("base runs")
    await asyncio.sleep(0.5)
    return 10


async def plus(shared, n):
    return await shared + n


async def main():
    shared = asyncio.create_task(base())
    print(await asyncio.gather(plus(shared, 1), asyncio.gather(plus(shared, 2), plus(shared, 3)), shared))


asyncio.run(main())
