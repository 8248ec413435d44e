# refused at 7:12
# says: requests
import asyncio


async def main():
    import requests
    await asyncio.sleep(0)


asyncio.run(main())
