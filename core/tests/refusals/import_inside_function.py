# refused at 7:12
# says: urllib3
import asyncio


async def main():
    import urllib3
    await asyncio.sleep(0)


asyncio.run(main())
