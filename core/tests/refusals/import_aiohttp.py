# refused at 4:8
# says: aiohttp, asyncio.sleep
import asyncio
import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        await session.get("https://example.org")


asyncio.run(main())
