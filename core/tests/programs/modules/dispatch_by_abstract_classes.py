"""singledispatch looks at abstract classes too: the narrowest decides, and two may be too many."""
import asyncio
from collections.abc import Container, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import singledispatch
from numbers import Integral, Number, Real


@singledispatch
def show(value):
    return f"object {value!r}"


@show.register(Number)
def _(value):
    return f"number {value}"


@show.register
def _(value: Integral):
    return f"whole {value}"


@show.register(Mapping)
def _(value):
    return "{" + ", ".join(f"{key}={show(item)}" for key, item in value.items()) + "}"


@show.register
def _(value: Sequence):
    return "[" + ", ".join(map(show, value)) + "]"


@show.register(str)
def _(value):
    return repr(value)


@show.register(type(None))
def _(value):
    return "null"


@singledispatch
def measure(value):
    return "nothing"


@measure.register(Sized)
def _(value):
    return "sized"


@measure.register(Container)
def _(value):
    return "container"


class Base:
    pass


class Box(Base):
    def __len__(self):
        return 1


@dataclass
class Point:
    x: int


@singledispatch
def name(value):
    return "object"


@name.register
def _(value: Base):
    return "base"


@name.register(Sized)
def _(value):
    return "sized"


async def main():
    for value in (1, True, 2.5, "text", None, {"a": 1, "b": [None, {3}]}, (1, "x"), Point(1)):
        await asyncio.sleep(0.1)
        print(show(value))
    print(measure(Box()), measure(5), name(Box()), name(Base()), name([]))
    try:
        print(measure([]))
    except RuntimeError as error:
        print(error)
    print(isinstance(1, Number), isinstance(1.5, Integral), isinstance(True, Real))
    print(issubclass(float, Real), issubclass(str, Number), isinstance([], Iterable))


asyncio.run(main())
