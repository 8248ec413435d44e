import asyncio


async def fragile():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        raise RuntimeError("cleanup failed") from error


async def main():
    task = asyncio.create_task(fragile())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except RuntimeError as error:
        print(error, "| cause:", repr(error.__cause__), task.cancelled())


asyncio.run(main())
