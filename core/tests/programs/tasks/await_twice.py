import asyncio


async def once():
    print("runs once")
    await asyncio.sleep(0.1)
    return [1, 2, 3]


async def waiter(name, task):
    value = await task
    print(name, value)


async def main():
    task = asyncio.create_task(once())
    await asyncio.gather(waiter("x", task), waiter("y", task), waiter("z", task))
    print(await task is await task)
    coro = once()
    await coro
    try:
        await coro
    except RuntimeError as error:
        print(error)


asyncio.run(main())
