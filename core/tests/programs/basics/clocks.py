import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    print(loop.time() == time.monotonic() == time.perf_counter())
    start = time.perf_counter_ns()
    await asyncio.sleep(0.123456789)
    print(time.perf_counter_ns() - start, time.time_ns() - start)
    time.sleep(0.25)
    print(round(loop.time(), 9), f"{time.time():.3f}")
    await asyncio.sleep(-1)
    await asyncio.sleep(0)
    print(round(loop.time(), 9))


asyncio.run(main())
