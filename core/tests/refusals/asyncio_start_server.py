# refused at 7:20
# says: start_server
import asyncio


async def main():
    server = await asyncio.start_server(print, "127.0.0.1", 0)


asyncio.run(main())
