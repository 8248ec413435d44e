import asyncio
import random


async def flaky(attempt):
    await asyncio.sleep(0.4)
    if attempt < 3:
        raise ConnectionError(f"attempt {attempt} refused")
    return "connected"


async def retry(times, base=0.1):
    for attempt in range(1, times + 1):
        try:
            async with asyncio.timeout(0.5):
                return await flaky(attempt)
        except (ConnectionError, TimeoutError) as error:
            delay = base * 2 ** (attempt - 1)
            print(f"{error}; retry in {delay:.1f} s (jitter {random.random():.3f})")
            await asyncio.sleep(delay)
    raise RuntimeError("gave up")


async def main():
    print(await retry(5))
    try:
        await retry(2)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
