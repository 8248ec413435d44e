# refused at 4:8
# says: websockets, asyncio.sleep, httpx
import asyncio
import websockets


async def main():
    async with websockets.connect("wss://example.org") as socket:
        await socket.recv()


asyncio.run(main())
