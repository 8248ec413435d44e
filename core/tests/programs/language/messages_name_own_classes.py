"""Messages name the class that a program wrote, not the builtin class behind it."""

import asyncio
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from enum import IntEnum, StrEnum


class Level(IntEnum):
    LOW = 1


class Colour(StrEnum):
    RED = "red"


class Row(list):
    pass


class Table(dict):
    pass


class Names(set):
    pass


class Window(deque):
    pass


Point = namedtuple("Point", "x y")


def told(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    for what in [
        lambda: "level " + Level.LOW,
        lambda: "red" + Counter("aab"),
        lambda: [1] + defaultdict(int),
        lambda: (1, 2) + Colour.RED,
        lambda: Point(1, 2) + Level.LOW,
        lambda: Row([1]) * Colour.RED,
        lambda: OrderedDict(a=1) * [1],
        lambda: Row([1]) * Level.LOW,
        lambda: Level.LOW * Row([1]),
        lambda: Colour.RED + "!",
        lambda: Level.LOW[0],
        lambda: Level.LOW["a":],
        lambda: len(Level.LOW),
        lambda: list(Level.LOW),
        lambda: 1 in Level.LOW,
        lambda: [*Level.LOW],
        lambda: dict(**Level.LOW),
        lambda: Names({1})[0],
        lambda: Colour.RED[0] + Row([1, 2])[1:][0],
        lambda: Window([1, 2])[1] + len(Window([1])) + (1 in Window([1])) + sum(Window([5])),
        lambda: Table(a=1)["a"] + len(Names({1})) + Row([4])[-1],
        lambda: hash(Row()),
        lambda: {Table(): 1},
        lambda: {OrderedDict(): 1},
        lambda: {}[defaultdict(list)],
        lambda: int(Counter("a")),
        lambda: int(Row("a")),
        lambda: -(int | None),
        lambda: list[int] + 1,
        lambda: 1 in (int | None),
        lambda: [*(int | str)],
    ]:
        told(what)


asyncio.run(main())


class Odd:
    def __iter__(self):
        return 5


class Angry:
    def __iter__(self):
        raise TypeError("not today")


class Closed:
    __iter__ = None

    def __getitem__(self, key):
        return key


async def numbers():
    yield 1


for container in (Odd(), Angry(), Closed(), Odd, numbers(), len, 5):
    told(lambda: 1 in container)
