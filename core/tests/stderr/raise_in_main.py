import asyncio


async def main():
    await asyncio.sleep(0.1)
    raise ValueError("nobody catches this")


asyncio.run(main())
