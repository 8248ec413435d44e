import asyncio
import time


def blocking_io():
    print(f"start blocking_io at {time.perf_counter():.1f}")
    time.sleep(1)
    print(f"blocking_io complete at {time.perf_counter():.1f}")
    return "done"


async def main():
    print(f"started main at {time.perf_counter():.1f}")
    print(await asyncio.gather(asyncio.to_thread(blocking_io), asyncio.sleep(1.5)))
    print(f"finished main at {time.perf_counter():.1f}")


asyncio.run(main())
