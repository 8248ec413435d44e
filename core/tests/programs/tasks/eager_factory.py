"""Eager tasks: by the loop's factory, by a factory of one's own, by eager_start."""

import asyncio


async def fast(x):
    print('fast', x)
    return x


async def slow(x):
    print('slow start', x)
    await asyncio.sleep(0.1)
    print('slow end', x)
    return x


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    t = asyncio.create_task(fast(1))
    print(t.done(), t.result())
    s = asyncio.create_task(slow(2), name='S')
    print('created')
    r = await asyncio.gather(fast(3), slow(4), t, s)
    print(r)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(fast(5))
        b = tg.create_task(slow(6))
        print('in group', a.done(), b.done())
    loop.set_task_factory(None)
    t = asyncio.create_task(fast(7))
    print(t.done())
    await t
    t = asyncio.Task(fast(8), loop=loop, eager_start=True)
    print(t.done())
    t = asyncio.create_task(slow(9), eager_start=True)
    print(t.done())
    await t

    class MyTask(asyncio.Task):
        pass
    loop.set_task_factory(asyncio.create_eager_task_factory(MyTask))
    t = asyncio.create_task(fast(10))
    print(type(t).__name__, t.done())
    try:
        loop.set_task_factory(3)
    except TypeError as e:
        print(e)

    def fac(loop, coro, **kw):
        print('fac', sorted(kw))
        return asyncio.Task(coro, loop=loop, **kw)
    loop.set_task_factory(fac)
    print(await asyncio.create_task(fast(11)))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fast(12), name='n')


asyncio.run(main())
