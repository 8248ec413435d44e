import asyncio
import time


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def main():
    print(f"started at {time.perf_counter():.2f}")
    await say_after(1, "hello")
    await say_after(2, "world")
    print(f"finished at {time.perf_counter():.2f}")


asyncio.run(main())
