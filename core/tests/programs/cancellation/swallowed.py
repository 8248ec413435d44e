import asyncio


async def stubborn():
    for n in range(3):
        try:
            await asyncio.sleep(1)
            print("slept", n)
        except asyncio.CancelledError:
            print("ignored a cancel", asyncio.current_task().cancelling())
    return "finished"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.sleep(0.5)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
