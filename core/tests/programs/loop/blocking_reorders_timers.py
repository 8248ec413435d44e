import asyncio
import time


async def due(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} due {seconds} runs at {time.monotonic():.1f}")


async def main():
    tasks = [asyncio.create_task(due(n, s)) for n, s in (("c", 0.9), ("a", 0.3), ("b", 0.6), ("d", 1.5))]
    await asyncio.sleep(0)
    time.sleep(1)
    print("main blocked for a second")
    await asyncio.gather(*tasks)


asyncio.run(main())
