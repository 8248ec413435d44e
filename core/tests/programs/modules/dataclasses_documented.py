# A dataclass without a docstring gets its signature as one.
from dataclasses import dataclass, field, KW_ONLY, InitVar
from typing import ClassVar, Optional, Any
import collections


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Full:
    a: int
    b: str = "x"
    c: list[int] = field(default_factory=list)
    d: Optional[int] = None
    e: "Point" = None
    f: float = 1.5
    g: InitVar[int] = 3
    h: ClassVar[int] = 3
    i: Any = field(default=3, repr=False)
    j: int = field(init=False, default=3)
    _: KW_ONLY
    k: int = 3
    l: dict[str, list[int]] = field(default_factory=dict)
    m: int | None = None
    n: Point | None = None
    o: type[Exception] = ValueError


@dataclass
class Empty:
    pass


@dataclass
class Own:
    "Its own."
    x: int


@dataclass(init=False)
class NoInit:
    x: int


@dataclass
class WithInit:
    x: int

    def __init__(self, q):
        pass


@dataclass
class Child(Point):
    z: int = 0


@dataclass(frozen=True, order=True, slots=True)
class Frozen:
    x: int
    y: "int"


for c in (Point, Full, Empty, Own, NoInit, WithInit, Child, Frozen):
    print(c.__name__, repr(c.__doc__))
try:
    Point(1, 2, 3)
except TypeError as e:
    print(e)
try:
    Point(1, z=3)
except TypeError as e:
    print(e)
try:
    Point(xx=1)
except TypeError as e:
    print(e)
try:
    Point()
except TypeError as e:
    print(e)
N = collections.namedtuple("N", "a b")
print(N.__doc__)


class Plain(Point):
    pass


print(Plain.__doc__, Point(1, 2).__doc__, WithInit(3).__doc__)
