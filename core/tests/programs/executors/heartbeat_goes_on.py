import asyncio
import time


def crunch():
    time.sleep(1)
    return "crunched"


async def heartbeat():
    while True:
        print(f"beat {time.monotonic():.1f}")
        await asyncio.sleep(0.4)


async def main():
    beat = asyncio.create_task(heartbeat())
    print(crunch(), "in the loop")
    await asyncio.sleep(0.5)
    print(await asyncio.to_thread(crunch), "in a thread")
    beat.cancel()


asyncio.run(main())
