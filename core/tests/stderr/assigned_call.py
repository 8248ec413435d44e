# A call that is the whole value of an assignment has no carets, a returned method call has them.
import asyncio


class Shop:
    def price(self, item):
        return prices[item]

    def total(self, items):
        return sum(self.price(item) for item in items)


async def main():
    try:
        texts = ", ".join([1, 2])
    except TypeError as error:
        shop = Shop()
        shop.sum = shop.total(["pear"])


asyncio.run(main())
