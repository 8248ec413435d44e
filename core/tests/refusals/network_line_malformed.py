# refused at 7:41
# says: simulated network, 1.2 s
import asyncio
import httpx

async def main():
    await client.get("https://a.b/")  # 1 s often


client = httpx.AsyncClient()
asyncio.run(main())
