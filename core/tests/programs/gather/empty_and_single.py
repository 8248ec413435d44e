import asyncio


async def one():
    return 1


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(one()))
    nothing = asyncio.gather()
    print(type(nothing).__name__, nothing.done())
    await nothing
    print(nothing.result())


asyncio.run(main())
