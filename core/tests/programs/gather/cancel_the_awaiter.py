import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("child", n, "cleans up")
        await asyncio.sleep(0.1 * n)
        print("child", n, "clean")
        raise


async def parent():
    try:
        await asyncio.gather(child(5), child(6), return_exceptions=True)
        print("not reached")
    finally:
        print("parent leaves")


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("main caught", repr(error))


asyncio.run(main())
