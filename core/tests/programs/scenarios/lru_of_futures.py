import asyncio
from collections import OrderedDict


class Cache:
    def __init__(self, size):
        self.size = size
        self.entries = OrderedDict()
        self.misses = 0

    async def get(self, key):
        if key in self.entries:
            self.entries.move_to_end(key)
        else:
            self.misses += 1
            self.entries[key] = asyncio.ensure_future(self.load(key))
            if len(self.entries) > self.size:
                old, _ = self.entries.popitem(last=False)
                print("forget", old)
        return await self.entries[key]

    async def load(self, key):
        print("load", key)
        await asyncio.sleep(0.2)
        return key.upper()


async def main():
    cache = Cache(2)
    print(await asyncio.gather(*(cache.get(key) for key in "abaab")))
    print(await cache.get("c"), await cache.get("a"), await cache.get("b"), cache.misses)


asyncio.run(main())
