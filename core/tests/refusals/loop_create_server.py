# refused at 8:11
# says: sockets, asyncio.Queue
import asyncio


async def main():
    event_loop = asyncio.get_running_loop()
    await event_loop.create_server(None, "127.0.0.1", 8888)


asyncio.run(main())
