import asyncio


class Ticker:
    def __init__(self, pauses):
        self.pauses = iter(pauses)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            pause = next(self.pauses)
        except StopIteration:
            raise StopAsyncIteration from None
        await asyncio.sleep(pause)
        return pause


async def main():
    ticker = aiter(Ticker([0.1, 0.7, 0.2, 2, 0.3]))
    while True:
        try:
            print("tick", await asyncio.wait_for(anext(ticker), 0.5))
        except TimeoutError:
            print("skipped at", round(asyncio.get_running_loop().time(), 2))
        except StopAsyncIteration:
            print("no more")
            break
    print(await anext(ticker, "default"))


asyncio.run(main())
