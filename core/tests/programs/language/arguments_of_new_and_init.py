"""`object` takes no arguments: what a singleton and a subclass of a builtin get wrong."""

import asyncio
from abc import ABC, abstractmethod
from typing import Protocol, runtime_checkable


class Wrong:
    _only = None

    def __new__(cls, *args, **kwargs):
        if cls._only is None:
            cls._only = super().__new__(cls, *args, **kwargs)
        return cls._only

    def __init__(self, value=0):
        self.value = value


class Right(Wrong):
    def __new__(cls, *args, **kwargs):
        if cls._only is None:
            cls._only = object.__new__(cls)
        return cls._only


class Passed(str):
    def __init__(self, text):
        super().__init__(text)


class Kept(str):
    def __init__(self, text):
        super().__init__()
        self.shown = text.upper()


class Metres(float):
    def __init__(self, length, unit="m"):
        super().__init__(length)


class Pair(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)


class Shape(ABC):
    @abstractmethod
    def area(self): ...


class Sized(Shape):
    def __init__(self, size):
        self.size = size


class Runs(Protocol):
    @abstractmethod
    def run(self): ...


class Walks(Protocol):
    def walk(self): ...


class Walker(Walks):
    pass


@runtime_checkable
class Named(Protocol):
    name: str


class Nameless(Named):
    pass


class Loud(Exception):
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def told(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    for what in [
        lambda: Wrong(5).value,
        lambda: Wrong(value=5).value,
        lambda: Wrong().value,
        lambda: Right(5).value,
        lambda: Right().value,
        lambda: Passed("a"),
        lambda: Kept("a").shown,
        lambda: Metres(1.5),
        lambda: Pair(1, 2),
        lambda: object.__new__(Wrong, 1),
        lambda: Shape(),
        lambda: Shape(1),
        lambda: Sized(1),
        lambda: Runs(),
        lambda: Walks(),
        lambda: isinstance(Walker(), Walks),
        lambda: issubclass(Walker, Walks),
        lambda: isinstance(Walker(), Walker),
        lambda: isinstance(Nameless(), Named),
        lambda: isinstance(main, Named),
        lambda: Loud(3).code,
    ]:
        told(what)


asyncio.run(main())
