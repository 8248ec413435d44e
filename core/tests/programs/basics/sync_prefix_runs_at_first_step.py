import asyncio


async def child(name):
    print(name, "first line")
    await asyncio.sleep(0)
    print(name, "second line")
    await asyncio.sleep(0)
    print(name, "third line")


async def main():
    a = asyncio.create_task(child("a"))
    print("main 1")
    b = asyncio.create_task(child("b"))
    print("main 2")
    await child("inline")
    print("main 3")
    await a
    print("main 4")
    await b


asyncio.run(main())
