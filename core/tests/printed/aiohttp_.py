import asyncio, aiohttp
async def fetch(s, url):
    async with s.get(url) as r:
        print(r.status, r.reason)
        return await r.json()
async def main():
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as s:
        print(await asyncio.gather(fetch(s, "https://a.b/1"), fetch(s, "https://a.b/2")))
        r = await s.get("https://a.b/3")  # 0.1 s, 404
        try:
            r.raise_for_status()
        except aiohttp.ClientResponseError as e:
            print(e, e.status)
        try:
            await s.get("https://a.b/4")  # 3 s
        except asyncio.TimeoutError as e:
            print("timeout", asyncio.get_running_loop().time())
        try:
            await s.get("https://a.b/5")  # 0.2 s, fails: ClientConnectorError
        except aiohttp.ClientError as e:
            print(type(e).__name__, e)
        async with s.get("https://a.b/6") as r: # 0.2 s, "hello"
            print(await r.text())
asyncio.run(main())

async def limited():
    connector = aiohttp.TCPConnector(limit=3, limit_per_host=2)
    async with aiohttp.ClientSession(connector=connector) as s:
        async def get(url):
            async with s.get(url):
                print(url, "answered")
        await asyncio.gather(*(get(f"https://{host}.b/{n}") for host in "ac" for n in range(3)))
asyncio.run(limited())
