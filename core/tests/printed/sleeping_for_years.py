# Three years from the start a float no longer tells nanoseconds apart; what was waited for is due there, too.
import asyncio


async def nap(seconds):
    await asyncio.sleep(seconds)
    print("slept", seconds, "at", asyncio.get_running_loop().time())


async def main():
    await asyncio.gather(nap(1), nap(1e8))
    await nap(0.5)
    try:
        await asyncio.wait_for(nap(1e300), 1e9)
    except TimeoutError:
        print("too long", asyncio.get_running_loop().time())


asyncio.run(main())
