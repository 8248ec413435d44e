import asyncio
import time


def work(n):
    time.sleep(0.1)
    return 1 / n


async def main():
    print(await asyncio.to_thread(work, 0))


asyncio.run(main())
