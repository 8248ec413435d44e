import asyncio

background_tasks = set()


async def some_coro(param):
    await asyncio.sleep(param / 10)
    print("processed", param)


async def main():
    for i in range(5):
        task = asyncio.create_task(some_coro(param=i))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
    print(len(background_tasks))
    await asyncio.sleep(0.25)
    print(len(background_tasks))
    await asyncio.gather(*background_tasks)
    await asyncio.sleep(0)
    print(len(background_tasks))


asyncio.run(main())
