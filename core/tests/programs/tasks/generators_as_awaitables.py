"""Generators that `types.coroutine` marks are awaitables, though no coroutines."""

import asyncio
import inspect
import types


@types.coroutine
def turns(count):
    for _ in range(count):
        yield
    return count


def plain(count):
    yield count


async def main():
    marked = turns(1)
    print(inspect.isawaitable(marked), inspect.iscoroutine(marked), asyncio.iscoroutine(marked))
    print(inspect.isawaitable(plain(1)), await marked)
    print(await asyncio.gather(turns(2), turns(1)))
    print(await asyncio.wait_for(turns(2), 1), await asyncio.ensure_future(turns(3)))
    refused = turns(1)
    for make in (asyncio.create_task, asyncio.gather):
        try:
            print(await make(refused if make is asyncio.create_task else plain(1)))
        except TypeError as error:
            print(str(error).partition("<")[0])


asyncio.run(main())
