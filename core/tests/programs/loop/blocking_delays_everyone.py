import asyncio
import time


async def ticker():
    loop = asyncio.get_running_loop()
    for n in range(5):
        print(f"tick {n} at {loop.time():.2f}")
        await asyncio.sleep(0.25)


async def blocker():
    await asyncio.sleep(0.3)
    print("blocking")
    time.sleep(1)
    print("free again")


async def main():
    await asyncio.gather(ticker(), blocker())


asyncio.run(main())
