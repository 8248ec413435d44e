import asyncio
import time


async def drifting(period, work):
    for n in range(4):
        time.sleep(work)
        print(f"drifting {n} {time.monotonic():.2f}")
        await asyncio.sleep(period)


async def steady(period, work):
    loop = asyncio.get_running_loop()
    next_time = loop.time()
    for n in range(4):
        time.sleep(work)
        print(f"steady {n} {time.monotonic():.2f}")
        next_time += period
        await asyncio.sleep(next_time - loop.time())


async def main():
    await drifting(0.5, 0.1)
    await steady(0.5, 0.1)
    await asyncio.gather(drifting(0.3, 0.05), steady(0.3, 0.05))


asyncio.run(main())
