# A name that is nowhere, in methods whose `self` lives in a cell, is deleted, or has that name.
import asyncio


class Pool:
    items = [1, 2, 3]

    def __init__(self):
        self.size = 2

    async def run(self):
        results = await asyncio.gather(*(self.one(i) for i in self.items))
        print(results)
        return datetime.now()

    async def one(self, i):
        await asyncio.sleep(0)
        return i * self.size

    def own(self):
        def inner():
            return self.size

        return inner() + size

    def deeper(self):
        def inner():
            self
            return items

        return inner()

    def deleted(self):
        del self
        return nothing()


async def main():
    pool = Pool()
    for what in (pool.own, pool.deeper, pool.deleted):
        try:
            what()
        except NameError as error:
            print(error, error.name)
    try:
        await pool.run()
    except NameError as error:
        print(error)


asyncio.run(main())
