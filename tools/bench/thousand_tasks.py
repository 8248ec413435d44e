import asyncio


async def worker(number):
    for _ in range(100):
        await asyncio.sleep(0.1 + number % 10 / 10)


async def main():
    await asyncio.gather(*(worker(number) for number in range(1000)))


asyncio.run(main())
