import asyncio


async def leaf(name, seconds, bad=False):
    try:
        await asyncio.sleep(seconds)
        if bad:
            raise ValueError(name)
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def branch(name, bad):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(leaf(name + ".1", 0.2))
        tg.create_task(leaf(name + ".2", 0.4, bad))
        tg.create_task(leaf(name + ".3", 0.6))


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(branch("left", False))
            tg.create_task(branch("right", True))
    except ExceptionGroup as eg:
        print(repr(eg))
        print(eg.exceptions[0].exceptions)


asyncio.run(main())
