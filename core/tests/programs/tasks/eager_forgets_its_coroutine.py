# A task of the eager factory that never waits has no coroutine any more when it is there.
import asyncio


async def value():
    return 5


async def fails():
    raise ValueError("no")


async def waits():
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    done = asyncio.create_task(value(), name="done")
    print(done, done.get_coro())
    bad = asyncio.create_task(fails(), name="bad")
    print(bad, bad.get_coro())
    bad.exception()
    pending = asyncio.create_task(waits(), name="pending")
    print(pending.get_coro() is None)
    await pending
    print(pending.get_coro() is None)
    own = asyncio.Task(value(), loop=loop, eager_start=True, name="own")
    print(own)

    async def sees():
        print(asyncio.current_task().get_coro() is None)

    await asyncio.create_task(sees(), name="seen")


asyncio.run(main())
