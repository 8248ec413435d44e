import asyncio
import random


async def poll(ready_at):
    delay, attempt = 0.1, 0
    loop = asyncio.get_running_loop()
    while loop.time() < ready_at:
        attempt += 1
        pause = delay * random.uniform(0.5, 1)
        print(f"attempt {attempt}, waiting {pause:.4f}")
        await asyncio.sleep(pause)
        delay = min(delay * 2, 1)
    return attempt


async def main():
    print(await asyncio.gather(poll(0.5), poll(2)))


asyncio.run(main())
