"""Futures that are gone over instead of awaited: they hand themselves out once, then complain."""

import asyncio


async def price(of):
    await asyncio.sleep(0.1)
    return of * 10


def summed(prices):
    return sum(prices)


def unpacked(prices):
    first, second = prices
    return first + second


def listed(prices):
    return [price for price in prices]


def walked(prices):
    for one in prices:
        print("handed out:", one is prices)


def spread(prices):
    print(*prices)


async def main():
    for use in (summed, unpacked, listed, walked, spread, len, max):
        prices = asyncio.gather(price(1), price(2))
        try:
            print(use(prices))
        except (TypeError, RuntimeError) as error:
            print(f"{use.__name__}: {type(error).__name__}: {error}")
        print(await prices)
    task = asyncio.create_task(price(3))
    steps = iter(task)
    print(next(steps) is task)
    print(await task, list(task), next(steps, "over"))


asyncio.run(main())
