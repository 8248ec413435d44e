"""What register() takes; properties without a dict; managers by their methods; fields that init leaves out."""
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, singledispatch
from typing import ClassVar, List, Optional


@singledispatch
def show(value):
    return "object"


@show.register
def _(value: "dict"):
    return "dict"


@show.register
def _(value: Optional[int]):
    return "int or None"


@show.register
def _(value: str | bytes):
    return "str or bytes"


print([show(value) for value in ({}, 1, None, "a", b"a", 1.5)])


def listed(value: list[int]):
    pass


def typed(value: List[int]):
    pass


def mixed(value: int | list[int]):
    pass


def bare(value):
    pass


for function in (listed, typed, mixed):
    try:
        show.register(function)
    except TypeError as error:
        print(error)
try:
    show.register(list[int], bare)
except TypeError as error:
    print(error)


class Slotted:
    __slots__ = ("x",)

    @cached_property
    def double(self):
        return 2


try:
    Slotted().double
except TypeError as error:
    print(error)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return None


class AsyncManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        return None


for value in (Manager(), AsyncManager(), 5):
    print(isinstance(value, AbstractContextManager), isinstance(value, AbstractAsyncContextManager))


@dataclass
class Job:
    name: str
    tries: int = field(default=3, init=False)
    log: list = field(default_factory=list, init=False)


job = Job("a")
print(job, vars(job))
job.tries = 4
print(vars(job), Job.tries)


@dataclass(slots=True)
class Slots:
    name: str
    tries: int = field(default=3, init=False)


print(Slots("b"), Slots("b").tries)
try:

    @dataclass
    class Shared:
        names: ClassVar[list] = field(default_factory=list)

except TypeError as error:
    print(error)
try:

    @dataclass(unsafe_hash=True)
    class Hashed:
        name: str

        def __hash__(self):
            return 1

except TypeError as error:
    print(error)
try:
    BaseExceptionGroup(None, [ValueError()])
except TypeError as error:
    print(error)


class Both(BaseExceptionGroup, ValueError):
    pass


try:
    Both("x", [KeyboardInterrupt()])
except TypeError as error:
    print(error)
