import asyncio


class Countdown:
    def __init__(self, start):
        self.current = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.current <= 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.2)
        self.current -= 1
        return self.current + 1


class Ready:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        print("__await__ of", self.value)
        yield from asyncio.sleep(0.1).__await__()
        return self.value * 2


async def main():
    async for n in Countdown(3):
        print(n)
    else:
        print("lift-off")
    print(await Ready(21))
    print(await asyncio.gather(Ready(1), Ready(2)))
    print(await anext(Countdown(0), "default"))


asyncio.run(main())
