import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        print("child leaves")


async def parent():
    asyncio.create_task(child())
    try:
        await asyncio.sleep(1)
    finally:
        print("parent leaves")


async def main():
    asyncio.create_task(parent(), eager_start=True)
    await asyncio.sleep(0.5)
    print([task.get_coro().__name__ for task in asyncio.all_tasks()])


asyncio.run(main())
