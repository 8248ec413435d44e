# refused at 4:8
# says: requests, time.sleep
import asyncio
import requests


async def main():
    requests.get("https://example.org")


asyncio.run(main())
