"""__new__ may make an object of a subclass, whose own __init__ is called; names of a generic's origin."""
import asyncio
from typing import Generic, TypeVar

T = TypeVar("T")


class Channel:
    def __new__(cls, size=0):
        if cls is Channel and size:
            return super().__new__(BoundedChannel)
        return super().__new__(cls)

    def __init__(self, size=0):
        self.queue = asyncio.Queue()
        print("a channel without a bound")


class BoundedChannel(Channel):
    def __init__(self, size=0):
        self.queue = asyncio.Queue(size)
        print("a channel of", size)


class Quiet(Channel):
    pass


class Foreign:
    def __new__(cls, value):
        return value

    def __init__(self, value):
        print("never called", value)


class Shape:
    kinds = {}

    def __init_subclass__(cls, kind):
        cls.kinds[kind] = cls

    def __new__(cls, kind, *args):
        return object.__new__(cls.kinds[kind])


class Circle(Shape, kind="circle"):
    def __init__(self, kind, radius):
        self.radius = radius


class Box(Generic[T]):
    color = "brown"

    def __init__(self, item):
        self.item = item

    @classmethod
    def of(cls, item):
        return cls(item)

    @staticmethod
    def label():
        return "box"


class Pair[A, B]:
    @classmethod
    def name(cls):
        return cls.__name__


async def main():
    for make in (Channel, Quiet, BoundedChannel):
        for args in ((), (2,)):
            channel = make(*args)
            print(type(channel).__name__, channel.queue.maxsize)
    print(Foreign(5), Shape("circle", 3).radius)
    print(Box[int].of(3).item, Box[int].color, Box[str].label(), Box[int](4).item, Box[int].__name__)
    print(Pair[int, str].name(), dict[str, int].fromkeys("ab", 0), asyncio.Queue[int](3).maxsize)
    print(hasattr(Box[int], "of"), hasattr(Box[int], "nothing"))
    for alias in (Box[int], list[int]):
        try:
            alias.nothing
        except AttributeError as error:
            print(error)


asyncio.run(main())
