import asyncio


async def fails(error):
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError(1)))
    except* ValueError:
        raise KeyError("alone, so it stays bare")


async def two():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError(1)))
            group.create_task(fails(OSError(2)))
    except* ValueError:
        raise KeyError("beside what was not handled")


async def both():
    for function in (main, two):
        try:
            await function()
        except Exception as error:
            print(repr(error), repr(getattr(error, "exceptions", None)))


asyncio.run(both())
