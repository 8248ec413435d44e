import asyncio


async def bad():
    raise ValueError("lost")


async def main():
    task = asyncio.create_task(bad(), name="bad")
    await asyncio.sleep(0.1)
    print("main never looks at it:", task.done())


asyncio.run(main())
