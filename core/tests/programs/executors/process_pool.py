import asyncio
import time
from concurrent.futures import ProcessPoolExecutor


def count(n):
    time.sleep(n / 10)
    return sum(range(n))


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, count, n) for n in (3, 5, 4))))
    print(f"{time.perf_counter():.1f}")


if __name__ == "__main__":
    asyncio.run(main())
