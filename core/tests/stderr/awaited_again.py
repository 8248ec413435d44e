import asyncio


async def worker():
    await asyncio.sleep(0.1)
    raise ValueError("worker")


async def waiter(task):
    return await task


async def main():
    task = asyncio.create_task(worker(), name="worker")
    first = asyncio.create_task(waiter(task))
    second = asyncio.create_task(waiter(task))
    print(await asyncio.gather(first, second, return_exceptions=True))
    try:
        await first
    except ValueError as error:
        print(error)
    try:
        await second
    finally:
        task.result()


asyncio.run(main())
