import asyncio


async def whoami():
    task = asyncio.current_task()
    before = task.get_name()
    await asyncio.sleep(0)
    task.set_name(before + "-renamed")
    await asyncio.sleep(0)
    return task.get_name()


async def main():
    print(asyncio.current_task().get_name())
    tasks = [
        asyncio.create_task(whoami()),
        asyncio.create_task(whoami(), name="named"),
        asyncio.create_task(whoami()),
        asyncio.ensure_future(whoami()),
    ]
    print([t.get_name() for t in tasks])
    print(await asyncio.gather(*tasks))
    print([t.get_coro().__name__ for t in tasks], tasks[0].get_coro().__qualname__)


asyncio.run(main())
