# What a function, an object without attributes and an error tell of themselves.
import abc
import asyncio
import dataclasses
import functools
import inspect
import logging
import traceback
from collections import Counter
from typing import Annotated, AnyStr, NotRequired, Required, TypedDict, TypeVar
from typing import get_args, get_origin, get_type_hints


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        """Counts the calls."""
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def area(width: int, height: int = 1) -> int:
    """The area of a rectangle."""
    return width * height


print(area.__dict__, area.__doc__, area.__annotations__)
area.unit = "m²"
print(area.__dict__, vars(area))
counted_area = counted(area)
counted_area(2, height=3)
print(sorted(counted_area.__dict__), counted_area.calls, counted_area.__doc__, counted_area.__name__)
counted_area.__doc__ = None
counted_area.__module__ = "shapes"
print(counted_area.__doc__, counted_area.__module__, counted_area.__annotations__)


def attempt(action, *args):
    try:
        print(action(*args))
    except Exception as error:
        print(*[line.rstrip() for line in traceback.format_exception_only(error)], sep="\n")


def mark(target):
    target.mark = 1


def unmark(target):
    del target.mark


def named(name, /, value):
    return name, value


class Account:
    def __init__(self):
        self.balance = 0

    def withdraw(self):
        self.balnce -= 1


class Point:
    __slots__ = ("x",)


for target in (object(), [], "text", 5, Point()):
    attempt(mark, target)
    attempt(unmark, target)
attempt(Account().withdraw)
attempt(lambda: [].apend(1))
attempt(lambda: json.dumps({}))
attempt(lambda: coutned)
attempt(lambda: named(nam=1, value=2))
attempt(lambda: named(1, valeu=2))


def noted():
    error = ValueError("wrong")
    error.add_note("with a note")
    raise error


attempt(noted)
for text, style in [("%(nope", "%"), ("{message}", "%"), ("plain", "%"), ("%(message)s", "{")]:
    attempt(lambda: logging.Formatter(text, style=style))
print(Counter({"a": "x", "b": None}), Counter(a=1) + Counter(a=2))


class Positive:
    def __repr__(self):
        return "Positive()"


class Movie(TypedDict, total=False):
    title: Required[str]
    year: Annotated[int, Positive()]


class Rated(Movie):
    stars: NotRequired[float]


Size = Annotated[int, Positive(), "px"]
print(Size, Size.__metadata__, Size.__origin__, get_origin(Size), get_args(Size))
print(Size == Annotated[int, Positive.__name__], hasattr(list[int], "__metadata__"), Size | None)
print(get_type_hints(Rated))
print(get_type_hints(Movie, include_extras=True))
attempt(lambda: isinstance({}, Movie))
print(AnyStr, TypeVar("Out", covariant=True), TypeVar("In", contravariant=True), TypeVar("T"))
print(dataclasses.make_dataclass("Row", ["key", ("size", int)]).__annotations__)


class Plugin(abc.ABC):
    known = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if inspect.isabstract(cls):
            print("abstract:", cls.__name__)
        else:
            Plugin.known[cls.__name__.lower()] = cls

    @abc.abstractmethod
    def run(self): ...


class Slow(Plugin):
    speed = 1


class Sum(Slow):
    def run(self):
        return 0


print(Plugin.known, inspect.isabstract(Plugin), inspect.isabstract(Slow), inspect.isabstract(Sum))


class ParseError(SyntaxError):
    def __init__(self, message, place):
        super().__init__(message)
        self.place = place


for error in (ParseError("unexpected '$'", 3), SyntaxError(), ImportError("not there")):
    print(repr(error), error.msg)


async def main():
    """Runs."""
    await asyncio.sleep(0)
    print(main.__dict__, main.__doc__)


asyncio.run(main())
