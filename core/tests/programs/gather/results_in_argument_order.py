import asyncio


async def square(n, delay):
    await asyncio.sleep(delay)
    print("squared", n)
    return n * n


async def main():
    print(await asyncio.gather(square(1, 0.3), square(2, 0.1), square(3, 0.2)))
    print(await asyncio.gather(*(square(n, (5 - n) / 10) for n in range(5))))
    print(await asyncio.gather())


asyncio.run(main())
