import asyncio


async def one():
    print("1")
    await asyncio.sleep(0)
    print("2")


async def two():
    print("3")
    await three()
    print("4")


async def three():
    print("5")


async def main():
    print("6")
    task = asyncio.create_task(one())
    print("7")
    await two()
    print("8")
    await asyncio.sleep(0)
    print("9")
    await task
    print("10")
    asyncio.get_running_loop().call_soon(print, "11")
    fut = asyncio.ensure_future(one())
    print("12")
    await fut
    print("13")


asyncio.run(main())
