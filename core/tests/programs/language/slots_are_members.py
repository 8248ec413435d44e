"""A slot is an attribute of its class: it stands before what bases have, and implements it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


class Job(ABC):
    @property
    @abstractmethod
    def name(self):
        """Each job has one."""

    @abstractmethod
    def __lt__(self, other): ...


class Download(Job):
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return self.name < other.name


@dataclass(slots=True, order=True)
class Upload(Job):
    name: str
    size: int = 0


@dataclass
class Unfinished(Job):
    name: str


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Download("a").name)
attempt(lambda: sorted([Upload("b", 2), Upload("a", 3)]))
attempt(lambda: Unfinished("c"))


class Constant:
    @property
    def value(self):
        return 1


class Settable(Constant):
    __slots__ = ("value", "_cache", "__secret")

    def hide(self, secret):
        self.__secret = secret
        return self.__secret


settable = Settable()
attempt(lambda: settable.value)
settable.value = 5
attempt(lambda: settable.value)
attempt(lambda: (Settable.value, type(Settable.value).__name__))
attempt(lambda: Settable.value.__get__(settable))
attempt(lambda: settable.hide("x"))
attempt(lambda: [name for name in vars(Settable) if not name.startswith("__")])
attempt(lambda: settable._cache)
del settable.value
attempt(lambda: settable.value)


class Steps:
    """An async iterator whose __anext__ is another one's."""

    __slots__ = ("__anext__",)

    def __init__(self, source):
        self.__anext__ = source.__anext__

    def __aiter__(self):
        return self


async def count():
    for step in range(3):
        yield step


async def main():
    print([step async for step in Steps(count())])


import asyncio

asyncio.run(main())
