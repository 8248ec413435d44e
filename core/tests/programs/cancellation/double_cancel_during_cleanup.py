import asyncio


async def job():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleanup begins")
        try:
            await asyncio.sleep(1)
            print("cleanup complete")
        except asyncio.CancelledError:
            print("cleanup interrupted")
            raise


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.1)
    task.cancel("first")
    await asyncio.sleep(0.1)
    task.cancel("second")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelling(), repr(error.__context__))


asyncio.run(main())
