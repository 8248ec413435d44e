import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay)
    raise ConnectionError(f"{name} is down")


async def main():
    try:
        await fetch("primary", 0.1)
    except ConnectionError:
        await asyncio.gather(fetch("replica", 0.1), fetch("cache", 0.2))


asyncio.run(main())
