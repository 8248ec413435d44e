import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def job(n, seconds):
    time.sleep(seconds)
    return n


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [loop.run_in_executor(pool, job, n, 0.5 + n / 10) for n in range(5)]
        for future in futures:
            print(await future, f"{loop.time():.2f}")
    print("pool closed")


asyncio.run(main())
