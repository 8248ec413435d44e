import asyncio


async def nap(name, *parts):
    for part in parts:
        await asyncio.sleep(part)
    print(name, f"{asyncio.get_running_loop().time():.3f}")


async def main():
    await asyncio.gather(
        nap("0.3", 0.3),
        nap("0.1+0.2", 0.1, 0.2),
        nap("0.1x3", 0.1, 0.1, 0.1),
        nap("sum", 0.1 + 0.2),
    )


asyncio.run(main())
