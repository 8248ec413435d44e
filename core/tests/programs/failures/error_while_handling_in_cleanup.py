import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        raise RuntimeError("cleanup failed")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except RuntimeError as error:
        print(repr(error), "after", repr(error.__context__))
    print(task.cancelled(), task.cancelling())


asyncio.run(main())
