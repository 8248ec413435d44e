import asyncio


class Odd:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 1


async def main():
    async for number in Odd():
        print(number)


asyncio.run(main())
