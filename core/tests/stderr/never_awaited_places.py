import asyncio


async def work(n):
    return n


def make():
    inner = work(1)
    return 2


class Holder:
    def __init__(self):
        self.held = work(3)


async def main():
    c = work(0)
    del c
    c = work(1)
    c = None
    x = [work(2)]
    x.clear()
    make()
    holder = Holder()
    holder = 5
    for y in [work(4)]:
        pass
    y = None
    {"k": work(6)}.pop("k")
    work(7)


asyncio.run(main())
