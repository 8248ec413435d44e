import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled, inner done:", task.done())
        raise


async def main():
    one = asyncio.create_task(inner(), name="inner")
    two = asyncio.create_task(outer(one), name="outer")
    await asyncio.sleep(1)
    print("cancel the outer one")
    two.cancel()
    await asyncio.wait([one, two])
    print(one.cancelled(), two.cancelled())


asyncio.run(main())
