# refused at 7:28
# says: open_connection
import asyncio


async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)


asyncio.run(main())
