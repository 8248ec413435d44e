import asyncio

tasks = []


async def outer():
    await asyncio.gather(cancels_outer(), nothing())


async def cancels_outer():
    tasks[0].cancel()
    await tasks[0]


async def nothing():
    pass


async def main():
    async with asyncio.TaskGroup() as group:
        tasks.append(group.create_task(outer()))


asyncio.run(main())
