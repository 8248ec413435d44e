import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleanup begins")
        try:
            await asyncio.sleep(1)
            print("cleanup ends")
        except asyncio.CancelledError:
            print("cleanup cut short")
            raise


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.1)
    task.cancel("first")
    await asyncio.sleep(0.1)
    task.cancel("second")
    try:
        await task
    except asyncio.CancelledError as error:
        print("message", error.args, task.cancelling())


asyncio.run(main())
