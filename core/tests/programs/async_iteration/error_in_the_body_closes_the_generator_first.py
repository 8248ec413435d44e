import asyncio


async def numbers():
    try:
        for n in range(2):
            yield n
    finally:
        print("closed")


async def fails():
    async for n in numbers():
        raise LookupError(n)


async def main():
    print(await asyncio.gather(fails(), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except* LookupError as errors:
        print(errors.exceptions)


asyncio.run(main())
