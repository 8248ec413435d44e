# StopIteration may not leave a generator; what comes instead has no line of the generator.
import asyncio


def numbers():
    yield 1
    next(iter([]))


async def pages():
    yield list(numbers())


async def main():
    async for page in pages():
        print(page)


asyncio.run(main())
