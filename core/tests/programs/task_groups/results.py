import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return f"<{name}>"


async def main():
    async with asyncio.TaskGroup() as tg:
        task1 = tg.create_task(fetch("index", 0.5))
        task2 = tg.create_task(fetch("about", 0.2))
        print("both are started")
    print(f"Both tasks have completed now: {task1.result()}, {task2.result()}")


asyncio.run(main())
