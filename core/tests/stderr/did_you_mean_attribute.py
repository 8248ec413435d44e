import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowaitt(1)


asyncio.run(main())
