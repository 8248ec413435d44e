# Members of an enum can be of any type that makes its objects: dates, named tuples, dataclasses,
# subclasses of builtin types. Flags that leave their class, and flags that lack a name.
from collections import namedtuple
from dataclasses import dataclass
from datetime import timedelta
from enum import CONTINUOUS, EJECT, NAMED_FLAGS, UNIQUE, Enum, Flag, auto, verify

Pair = namedtuple("Pair", "x y")


@dataclass
class Animal:
    size: str
    legs: int
    tail: bool = True


class Shouting(str):
    def shout(self):
        return self.upper() + "!"


class Span(timedelta, Enum):
    SHORT = 1
    LONG = 2, 30


class Place(Pair, Enum):
    ORIGIN = 0, 0


class Pet(Animal, Enum):
    DOG = "medium", 4
    BUG = "small", 6, False


class Word(Shouting, Enum):
    YES = "yes"


class Period(timedelta, Enum):
    _ignore_ = "Period number"
    Period = vars()
    for number in range(3):
        Period[f"day_{number}"] = number


print(repr(Span.SHORT), Span.LONG, Span.LONG.days, Span.LONG + Span.SHORT, Span(timedelta(1)))
print(repr(Place.ORIGIN), Place.ORIGIN.x, Place.ORIGIN == (0, 0))
print(list(Pet), Pet.DOG, Pet.DOG.legs, Pet.BUG.tail)
print(repr(Word.YES), Word.YES.shout(), f"{Word.YES}", Word("yes") is Word.YES)
print(list(Period), Period.day_1 + Period.day_2)


class Leaving(Flag, boundary=EJECT):
    A = auto()
    B = auto()


print(repr(Leaving(3)), repr(Leaving(20)))


class Color(Flag):
    RED = 1
    GREEN = 2
    WHITE = 15
    NEON = 31


class Almost(Flag):
    RED = 1
    WHITE = 5


for flags in (Color, Almost):
    for check in (NAMED_FLAGS, CONTINUOUS, UNIQUE):
        try:
            verify(check)(flags)
        except ValueError as error:
            print(error)
        else:
            print(flags, "is fine")
