import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("one")


async def clean_up():
    try:
        await asyncio.sleep(10)
    finally:
        raise OSError("two")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail())
        group.create_task(clean_up())


asyncio.run(main())
