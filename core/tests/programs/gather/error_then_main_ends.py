import asyncio


async def slow():
    try:
        await asyncio.sleep(5)
        print("slow finished")
    except asyncio.CancelledError:
        print("slow cancelled by asyncio.run")
        raise


async def bad():
    await asyncio.sleep(1)
    raise KeyError("missing")


async def main():
    await asyncio.gather(slow(), bad())


asyncio.run(main())
