import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        await asyncio.sleep(0.3 - n / 10)
        print("child", n, "leaves")
        raise


async def main():
    try:
        async with asyncio.timeout(0.5):
            async with asyncio.TaskGroup() as group:
                for n in (3, 1, 2):
                    group.create_task(child(n))
    except TimeoutError:
        print("timeout at", asyncio.get_running_loop().time())


asyncio.run(main())
