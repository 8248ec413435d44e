import asyncio


async def numbers():
    for n in range(2):
        yield n


async def leaves_one_open():
    items = numbers()
    print(await anext(items))


async def main():
    await asyncio.gather(leaves_one_open())
    print("gathered")


asyncio.run(main())
