import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("3 inner finally")


async def middle():
    try:
        await inner()
    except asyncio.CancelledError as error:
        print("4 middle", error.args)
        raise
    finally:
        print("5 middle finally")


async def outer():
    async with asyncio.timeout(60):
        await middle()


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.5)
    print("1 cancel")
    task.cancel("shutdown")
    print("2 cancelled yet?", task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("6 main", error.args)


asyncio.run(main())
