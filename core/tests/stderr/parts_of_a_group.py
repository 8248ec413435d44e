import asyncio


async def worker(number):
    await asyncio.sleep(0)
    raise [TypeError, KeyError][number](number)


async def workers():
    try:
        raise LookupError("handled before")
    except LookupError:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker(0))
            group.create_task(worker(1))


async def main():
    try:
        await workers()
    except* TypeError as group:
        print(group.__suppress_context__, repr(group.__context__))


asyncio.run(main())
