"""A generator that an error left behind is closed when the error has been dealt with."""

import asyncio


async def ticks(name):
    try:
        while True:
            yield name
            await asyncio.sleep(0.1)
    finally:
        print("closing", name)
        await asyncio.sleep(0.05)
        print("closed", name)


def steps(name):
    try:
        yield name
    finally:
        print("closing", name)


class Connection:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("connection", self.name, "is gone")


async def named(name):
    source = ticks(name)
    async for _ in source:
        raise ValueError(name)


async def unnamed(name):
    async for _ in ticks(name):
        raise ValueError(name)


async def several(name):
    sources = [ticks(name), steps(name)]
    await anext(sources[0])
    next(sources[1])
    raise ValueError(name)


async def connected(name):
    connection = Connection(name)
    await asyncio.sleep(0.1)
    raise ValueError(connection.name)


async def main():
    for function in named, unnamed, several, connected:
        try:
            await function(function.__name__)
        except ValueError as error:
            print("handling", error)
            await asyncio.sleep(0.2)
            print("handled", error)
        await asyncio.sleep(0.2)
    results = await asyncio.gather(named("gathered"), connected("gathered"), return_exceptions=True)
    print(results)
    await asyncio.sleep(0.3)
    print("results go")
    results.clear()
    await asyncio.sleep(0.3)
    task = asyncio.create_task(named("task"))
    await asyncio.wait([task])
    await asyncio.sleep(0.2)
    print(repr(task.exception()))
    del task
    await asyncio.sleep(0.2)
    print(await asyncio.gather(connected("temporary"), return_exceptions=True))
    print("the step that got the results is not over")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
