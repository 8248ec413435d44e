import asyncio


async def first():
    await asyncio.sleep(1)
    return asyncio.get_running_loop().time()


async def second(offset):
    task = asyncio.current_task()
    await asyncio.sleep(0.5)
    return task.get_name(), asyncio.get_running_loop().time() + offset


with asyncio.Runner() as runner:
    print(runner.run(first()))
    print(runner.run(second(10)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
