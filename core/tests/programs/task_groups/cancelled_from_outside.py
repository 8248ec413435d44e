import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("child", n)
        raise


async def parent():
    async with asyncio.TaskGroup() as tg:
        for n in (5, 6, 7):
            tg.create_task(child(n))
    print("never")


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("parent cancelled")
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(child(8))
                await asyncio.sleep(9)
    except TimeoutError:
        print("timeout")


asyncio.run(main())
