import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def job(n):
    print("job", n, "runs")
    time.sleep(1)
    return n


async def main():
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(1)
    futures = [loop.run_in_executor(pool, job, n) for n in range(3)]
    await asyncio.sleep(0.5)
    print(futures[1].cancel(), futures[0].done())
    print(await asyncio.gather(*futures, return_exceptions=True), loop.time())
    pool.shutdown()


asyncio.run(main())
