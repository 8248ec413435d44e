"""Members of IntEnum, StrEnum and IntFlag in format specifiers; copies of texts with a `__str__`."""

import asyncio
import copy
from enum import IntEnum, IntFlag, StrEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 20


class Colour(StrEnum):
    RED = "red"


class Right(IntFlag):
    READ = 4


class Loud(str):
    def __str__(self):
        return super().__str__() + "!"


class Shown(IntEnum):
    ONE = 1

    def __str__(self):
        return "the one"


async def main():
    print(f"{Level.HIGH:>5}|{Level.LOW:03d}|{Level.HIGH:x}|{Level.HIGH}|{Level.HIGH:.1f}")
    print(f"{Colour.RED:>5}|{Colour.RED:.2}|{Colour.RED}|{Right.READ:b}|{Right.READ}")
    print(f"{Shown.ONE}|{Shown.ONE:>9}|{Shown.ONE:d}|{Shown.ONE!s:>9}")
    for value, spec in [
        (Level.LOW, "s"), (Level.LOW, ">5q"), (Colour.RED, "d"), (Colour.RED, "+"), (Right.READ, "s"),
        (Loud("a"), "d"), (True, "s"), (Level.LOW, "%Y"),
    ]:
        try:
            print(format(value, spec))
        except ValueError as error:
            print(error)
    loud = Loud("hey")
    print(loud, copy.copy(loud), copy.deepcopy([loud])[0], len(copy.copy(loud)), f"{loud:>6}")


asyncio.run(main())
