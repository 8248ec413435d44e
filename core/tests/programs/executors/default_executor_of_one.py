import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def slow(n):
    time.sleep(0.5)
    return n


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(max_workers=1))
    results = await asyncio.gather(*(loop.run_in_executor(None, slow, n) for n in range(3)))
    print(results, loop.time())


asyncio.run(main())
