import asyncio


async def work(n):
    try:
        await asyncio.sleep(n)
        print("work", n, "done")
    except asyncio.CancelledError:
        print("work", n, "cancelled")
        raise


async def fail():
    await asyncio.sleep(1)
    raise ValueError("boom")


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work(0.5))
            tg.create_task(fail())
            tg.create_task(work(2))
            tg.create_task(work(3))
    except ExceptionGroup as group:
        print(repr(group))
        print(group.message, group.exceptions)
    print(asyncio.current_task().cancelling())


asyncio.run(main())
