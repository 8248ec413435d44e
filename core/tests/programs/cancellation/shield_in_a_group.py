import asyncio


async def commit():
    print("commit begins")
    await asyncio.sleep(1)
    print("commit ends")


async def unlucky():
    await asyncio.sleep(0.3)
    raise OSError("disk")


async def main():
    inner = asyncio.create_task(commit())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(unlucky())
            await asyncio.shield(inner)
    except* OSError as group:
        print("group failed", group.exceptions)
    print("inner done?", inner.done())
    await inner


asyncio.run(main())
