import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    group = asyncio.gather(child(1), child(2), child(3))
    await asyncio.sleep(1.5)
    print("cancel", group.cancel())
    try:
        await group
    except asyncio.CancelledError:
        print("gather raised CancelledError, done:", group.done(), "cancelled:", group.cancelled())
    await asyncio.sleep(0.1)


asyncio.run(main())
