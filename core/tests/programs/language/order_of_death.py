"""Lists, tuples and locals die from the last to the first; dicts and deques from the first."""

import asyncio
from collections import deque


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def leave():
    first, second = Noisy("first"), Noisy("second")
    print("leaving", first.name, second.name)


async def main():
    items = [Noisy(1), Noisy(2), Noisy(3)]
    del items
    pair = (Noisy(4), Noisy(5))
    pair = None
    items = [Noisy(6), Noisy(7)]
    items.clear()
    known = {"a": Noisy(8), "b": Noisy(9)}
    known.clear()
    queue = deque([Noisy(10), Noisy(11)])
    del queue
    leave()
    await asyncio.sleep(0.1)
    print(pair, items, known)


asyncio.run(main())
