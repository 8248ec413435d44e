import asyncio


async def job():
    print("never printed")


async def main():
    job()
    await asyncio.sleep(0.1)


asyncio.run(main())
