import asyncio


async def fetch(url, *, timeout):
    return url


async def main():
    await fetch("a", 5)


asyncio.run(main())
