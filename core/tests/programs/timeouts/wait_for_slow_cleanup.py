import asyncio
import time


async def job():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.7)
        print("cleanup done")


async def swallow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "swallowed"


async def main():
    start = time.monotonic()
    try:
        await asyncio.wait_for(job(), 0.5)
    except TimeoutError:
        print(f"TimeoutError after {time.monotonic() - start:.1f}s")
    try:
        print(await asyncio.wait_for(swallow(), 0.5))
    except TimeoutError:
        print("TimeoutError anyway")


asyncio.run(main())
