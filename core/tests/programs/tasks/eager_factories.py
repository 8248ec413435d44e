import asyncio

async def light_coro(n):
    return n * 2

async def heavy(n):
    await asyncio.sleep(0.1)
    return n

async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(light_coro(4))
    print(t.done(), t.result())
    u = asyncio.create_task(heavy(3), name="heavy")
    print(u.done(), u.get_name())
    print(await u)
    loop.set_task_factory(None)
    v = asyncio.create_task(light_coro(5), eager_start=True)
    print(v.done(), await v)
    class MyTask(asyncio.Task):
        def __init__(self, *a, **k):
            print("made", sorted(k))
            super().__init__(*a, **k)
    loop.set_task_factory(asyncio.create_eager_task_factory(MyTask))
    w = asyncio.create_task(heavy(7))
    print(type(w).__name__, w.done())
    print(await asyncio.gather(w, light_coro(9)))
    print(asyncio.current_task().get_name())

asyncio.run(main())
