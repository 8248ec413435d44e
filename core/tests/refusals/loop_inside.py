# refused at 7:15
# says: inside of the event loop
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    print(len(loop._ready))

asyncio.run(main())
