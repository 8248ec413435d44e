import asyncio


class Noisy:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        return self

    def __next__(self):
        return self.name

    def __del__(self):
        print(f"{self.name} dies")


async def count(name):
    try:
        yield name
    finally:
        print(f"{name} ends")


def iterators():
    try:
        for _ in Noisy("outer"):
            for _ in Noisy("middle"):
                for _ in Noisy("inner"):
                    raise ValueError
    except ValueError:
        print("caught")


def arguments():
    try:
        print(Noisy("first"), [Noisy("second"), Noisy("third"), 1 / 0])
    except ZeroDivisionError:
        print("caught")


def operands():
    print(Noisy("left") == Noisy("right"))
    try:
        Noisy("augend") + Noisy("addend")
    except TypeError:
        print("caught")
    try:
        len(Noisy("one"), Noisy("too many"))
    except TypeError:
        print("caught")


async def generators():
    try:
        async for _ in count("outer generator"):
            async for _ in count("inner generator"):
                None()
    except TypeError:
        print("caught")


async def main():
    iterators()
    arguments()
    operands()
    await generators()
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
