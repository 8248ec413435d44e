import asyncio


async def inner():
    await asyncio.sleep(5)


async def main():
    task = asyncio.create_task(inner())
    outer = asyncio.shield(task)
    await asyncio.sleep(1)
    task.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("the shield passes the inner cancel on", outer.cancelled(), task.cancelled())
    done = asyncio.create_task(asyncio.sleep(0, 7))
    await asyncio.sleep(0.1)
    print(asyncio.shield(done) is done)


asyncio.run(main())
