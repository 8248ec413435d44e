import asyncio
import time


def nap(n):
    time.sleep(1)
    return n


async def main():
    results = await asyncio.gather(*(asyncio.to_thread(nap, n) for n in range(40)))
    print(sum(results), time.perf_counter())


asyncio.run(main())
