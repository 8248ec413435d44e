"""Schemes that are none of the web's, hosts that nobody has, and JSONPlaceholder's lists."""
import asyncio
import urllib.request
from urllib.error import URLError

import aiohttp
import httpx
import requests

BAD = ["python://bad.com", "example.com", "https://nonexistent.example.com"]
POSTS = "https://jsonplaceholder.typicode.com/posts"


async def main():
    async with aiohttp.ClientSession() as session, httpx.AsyncClient() as client:
        found = await asyncio.gather(*map(session.get, BAD), return_exceptions=True)
        found += await asyncio.gather(*map(client.get, BAD), return_exceptions=True)
        for error in found:
            print(type(error).__name__, error, sep=": ")
        async with session.get(POSTS) as response:
            posts = await response.json()
        print([post["id"] for post in posts[:3]], posts[0]["userId"])
        made = await client.post(POSTS, json={"title": "new", "userId": 5})
        print(made.json()["title"], made.json()["userId"], made.json()["id"])
        print((await client.get(POSTS + "/invalid")).status_code)
    async with aiohttp.request("GET", "https://example.com") as response:
        print(response.status, response.url)


asyncio.run(main())
for url in BAD:
    for get in (requests.get, urllib.request.urlopen):
        try:
            get(url)
        except (requests.RequestException, ValueError, URLError) as error:
            print(type(error).__name__, error, sep=": ")
