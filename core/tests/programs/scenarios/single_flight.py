import asyncio


class SingleFlight:
    def __init__(self):
        self.calls = {}

    async def do(self, key, function):
        if key not in self.calls:
            self.calls[key] = asyncio.create_task(function(key))
            self.calls[key].add_done_callback(lambda _: self.calls.pop(key))
        return await asyncio.shield(self.calls[key])


async def expensive(key):
    print("computing", key)
    await asyncio.sleep(1)
    return key * 2


async def main():
    flight = SingleFlight()
    first = asyncio.create_task(flight.do("x", expensive))
    others = [asyncio.create_task(flight.do(key, expensive)) for key in "xyx"]
    await asyncio.sleep(0.5)
    first.cancel()
    print(await asyncio.gather(first, *others, return_exceptions=True))
    print(await flight.do("x", expensive), asyncio.get_running_loop().time())


asyncio.run(main())
