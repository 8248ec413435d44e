import asyncio


async def helper():
    await asyncio.sleep(1)
    print("helper is done and sets nothing")


async def main():
    task = asyncio.create_task(helper())
    await asyncio.get_running_loop().create_future()
    await task


asyncio.run(main())
