import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial


def power(base, exponent, *, delay):
    time.sleep(delay)
    return base**exponent


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        calls = [loop.run_in_executor(pool, partial(power, base, 3, delay=0.2 * base)) for base in range(1, 5)]
        for call in asyncio.as_completed(calls):
            print(f"{loop.time():.1f}", await call)


asyncio.run(main())
