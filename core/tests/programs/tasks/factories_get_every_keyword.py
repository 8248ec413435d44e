"""What `create_task` is given beside the coroutine goes to the loop's task factory as it is."""

import asyncio


class Prioritised(asyncio.Task):
    def __init__(self, coro, *, priority=0, **kwargs):
        self.priority = priority
        super().__init__(coro, **kwargs)


async def work(n):
    print("work", n, asyncio.current_task().get_name())
    await asyncio.sleep(0.1)
    return n


async def main():
    loop = asyncio.get_running_loop()

    def factory(loop, coro, **kwargs):
        print("factory", sorted(kwargs.keys() - {"name"}))
        return Prioritised(coro, loop=loop, **kwargs)

    loop.set_task_factory(factory)
    a = asyncio.create_task(work(1), name="a", priority=5)
    b = loop.create_task(work(2), name="b", priority=2)
    c = asyncio.create_task(work(3), name="c", context=None, eager_start=None)
    print(a.priority, b.priority, c.priority)
    print(await asyncio.gather(a, b, c, work(4)))
    async with asyncio.TaskGroup() as group:
        print(group.create_task(work(5), priority=9).priority)
    d = asyncio.create_task(work(6), eager_start=True)
    print("after the eager one")
    await d

    loop.set_task_factory(asyncio.eager_task_factory)
    e = asyncio.create_task(work(7), eager_start=False)
    print("not yet")
    f = asyncio.create_task(work(8))
    print("begun")
    await asyncio.wait([e, f])

    loop.set_task_factory(None)
    try:
        asyncio.create_task()
    except TypeError as error:
        print(error)


asyncio.run(main())
try:
    asyncio.create_task(work(9))
except RuntimeError as error:
    print(error)
