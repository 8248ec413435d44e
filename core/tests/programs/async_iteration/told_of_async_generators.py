"""What an async generator tells of itself while it runs, waits and has yielded."""

import asyncio
from contextvars import ContextVar

place = ContextVar("place")


async def inner():
    await asyncio.sleep(0.1)


async def values():
    for number in range(2):
        yield number
        await inner()


def tell(when, generator):
    waits_for = getattr(generator.ag_await, "__name__", None)
    print(when, generator.ag_running, waits_for, generator.ag_suspended)


async def main():
    generator = values()
    tell("fresh", generator)
    await anext(generator)
    tell("yielded", generator)

    async def step():
        return await anext(generator)

    task = asyncio.create_task(step())
    await asyncio.sleep(0)
    tell("waiting", generator)
    print(await task)
    tell("yielded again", generator)
    await generator.aclose()
    tell("closed", generator)

    coroutine = inner()
    print(coroutine.cr_await)
    coroutine.close()
    print(coroutine.cr_await)
    print(repr(place) == repr(place), str([place]) == f"[{place}]")


asyncio.run(main())
