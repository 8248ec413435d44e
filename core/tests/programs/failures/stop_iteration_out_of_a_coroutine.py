import asyncio


async def bad():
    raise StopIteration(7)


async def agen():
    yield 1
    raise StopAsyncIteration


async def main():
    try:
        await bad()
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    try:
        async for n in agen():
            print(n)
    except RuntimeError as error:
        print(error, repr(error.__cause__))


asyncio.run(main())
