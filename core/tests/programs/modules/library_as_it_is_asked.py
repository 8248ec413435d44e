import asyncio
import builtins
import collections
import copy
import functools
import operator
import queue
import statistics
import threading
import traceback
import types
import weakref
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum, IntEnum, auto


def tell(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e)


# What has only a __set__ leaves reading to the object's dict.
class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        obj.__dict__[self.name] = value


class Item:
    weight = Positive()

    def __init__(self, weight):
        self.weight = weight


item = Item(3)
item.weight += 2
print(item.weight, vars(item), type(Item.weight).__name__)
tell(lambda: Item(-1))

# Defaults that a program gives to a named tuple.
Point = collections.namedtuple("Point", "x y z")
Point.__new__.__defaults__ = (None,) * 2
print(Point(1), Point(1, z=3), Point.__new__.__defaults__)
tell(lambda: Point())
print(collections.namedtuple("P", "a b", defaults=[5]).__new__.__defaults__)

# Views are what they are called.
views = collections.abc
print(isinstance({}.keys(), views.KeysView), isinstance({}.items(), views.ItemsView))
print(isinstance({}.values(), views.ValuesView), isinstance({}.keys(), views.Set))

# Names that are put among the builtins.
shown, counted = print, len
builtins.print = lambda *args: shown("print:", *args)
print("hello")
builtins.len = lambda items: 7
print(len([]))
builtins.print, builtins.len, builtins.nowhere = shown, counted, 5
print(nowhere, len([]))
del builtins.nowhere
tell(lambda: nowhere)


# Members whose names the members themselves have.
class Column(str, Enum):
    name = "name"
    date = "date"
    title = "title"


class Number(IntEnum):
    divisor = 1
    numerator = 2


class Grade(str, Enum):
    GOOD = auto()
    BAD = auto()

    @classmethod
    def _missing_(cls, value):
        if value == 3:
            raise KeyError("three")
        return 5 if value == 4 else None


print(Column.date.name, Column.name, Column.name.name, Column.date.title(), list(Column))
print(Number.divisor.numerator, Number.numerator, list(Grade))
for value in (3, 4, 5):
    try:
        Grade(value)
    except Exception as e:
        print(repr(e), repr(e.__context__), e.__cause__)

# Names of types in messages.
tell(lambda: date(2020, 1, 1) + 1)
tell(lambda: date(2020, 1, 1) < datetime(2020, 1, 1))
tell(lambda: datetime(2020, 1, 1) + "x")
tell(lambda: date(2020, 1, 1).nothing)
tell(lambda: len(time(1)) + len(timezone.utc))
tell(lambda: sum([timedelta(1)]))
tell(lambda: operator.itemgetter(1) + 1)
tell(lambda: functools.lru_cache(len).nothing)
tell(lambda: queue.SimpleQueue() + 1)
tell(lambda: threading.Lock().nothing)
tell(lambda: setattr(collections.deque(), "x", 1))
print(type(threading.Lock()), threading.Lock, isinstance(threading.Lock(), threading.Lock))
print(type(threading.RLock()))
for key in ("a", 1.5, None, slice(1)):
    tell(lambda: collections.deque([1])[key])
print(2 * collections.deque([1, 2]))


async def main():
    try:
        async with threading.Lock():
            pass
    except TypeError as e:
        print(e)
    try:
        await threading.Lock()
    except TypeError as e:
        print(e)


asyncio.run(main())


# Copies of what has attributes and items, and of weak references.
class Logged(dict):
    def __init__(self):
        self.log = []

    def __setitem__(self, key, value):
        self.log.append(key)
        super().__setitem__(key, value)


class Child:
    def __add__(self, other):
        return 5


logged = Logged()
logged["a"] = 1
made = copy.deepcopy(logged)
print(made, made.log)
parent, child = Child(), Child()
child.parent = weakref.ref(parent)
print(copy.deepcopy(child).parent is child.parent, copy.copy(child.parent) is child.parent)
proxy = weakref.proxy(parent)
proxy.x = 4
print(parent.x, proxy + 1, proxy == parent, proxy != child)

# Averages.
print(statistics.mode(collections.Counter("abb")), statistics.mean([1, float("inf")]))
print(statistics.mean([float("nan"), 1]))
tell(lambda: statistics.fmean([1, 2], [1]))
tell(lambda: statistics.quantiles([1, 2, 3], method="middle"))

# Patterns match what stands for a dict or a list.
for subject in (
    collections.UserDict({0: 1}), types.MappingProxyType({0: 1}), collections.ChainMap({0: 1}),
    collections.UserList([0, 1]),
):
    match subject:
        case {0: found}:
            print("mapping", found)
        case [_, found]:
            print("sequence", found)

# Frames and lines of a traceback.
try:
    1 / 0
except ZeroDivisionError as e:
    for frame, line in traceback.walk_tb(e.__traceback__):
        print(frame.f_code.co_name, line)
tell(lambda: [*list[int].__args__, *list[int].__origin__()])
