# Enums that are made by a call, with where they belong; what boundaries and checks are; methods of
# which some arguments are given.
from enum import CONTINUOUS, STRICT, UNIQUE, Enum, EnumCheck, Flag, FlagBoundary
from functools import partialmethod

Animal = Enum("Animal", ["ANT", "BEE"], module="zoo", qualname="Zoo.Animal")
print(list(Animal), Animal.__module__, Animal.__qualname__)
print(list(Enum("Pair", {"LEFT": 1, "RIGHT": 2})), Enum("Empty", type=int), list(Enum("Empty", [])))
print(list(FlagBoundary), STRICT is FlagBoundary.STRICT, list(EnumCheck), CONTINUOUS, UNIQUE.name)
print(list(Flag("Rights", "READ WRITE", boundary=FlagBoundary.CONFORM)))


class Recorder:
    def record(*arguments, **options):
        return arguments[1:], options

    first = partialmethod(record, 1, c=3)
    second = partialmethod(first, 2, d=4)


print(Recorder().first(7, c=1), Recorder().second(5), Recorder.second(Recorder(), 6))
