import asyncio


async def dine(n, left, right):
    for meal in range(2):
        async with left:
            await asyncio.sleep(0)
            async with right:
                print(f"philosopher {n} eats meal {meal}")
                await asyncio.sleep(0.3)
        await asyncio.sleep(0.1)


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            a, b = sorted((n, (n + 1) % 3))
            tg.create_task(dine(n, forks[a], forks[b]), name=f"philosopher {n}")


asyncio.run(main())
