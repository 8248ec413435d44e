# refused at 4:8
# says: urllib3, time.sleep, requests
import asyncio
import urllib3


async def main():
    urllib3.request("GET", "https://example.org")


asyncio.run(main())
