import asyncio


async def exactly(n):
    try:
        await asyncio.sleep(n)
        print("sleep won")
        return "value"
    except asyncio.CancelledError:
        print("timeout won")
        raise


async def main():
    try:
        print(await asyncio.wait_for(exactly(1), 1))
    except TimeoutError:
        print("TimeoutError")
    try:
        print(await asyncio.wait_for(asyncio.create_task(exactly(1)), 1))
    except TimeoutError:
        print("TimeoutError")
    task = asyncio.create_task(exactly(1))
    await asyncio.sleep(0)
    try:
        print(await asyncio.wait_for(task, 1))
    except TimeoutError:
        print("TimeoutError")


asyncio.run(main())
