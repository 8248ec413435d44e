import asyncio


async def fetch(name):
    await asyncio.sleep(0.1)
    raise ConnectionError(f"{name} is down")


async def main():
    await asyncio.gather(
        fetch("database"),
        fetch("cache"),
    )


asyncio.run(main())
