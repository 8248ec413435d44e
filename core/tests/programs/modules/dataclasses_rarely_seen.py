# What few programs do with dataclasses: kinds of fields as texts, frozen ones with slots that are
# copied, classes made by calls, and what is refused.
import copy
import typing
from dataclasses import InitVar, asdict, dataclass, field, fields, make_dataclass
from typing import ClassVar

@dataclass
class A:
    x: int
    count: "ClassVar[int]" = 0
    names: "typing.ClassVar[list[str]]" = []
    scale: "InitVar[int]" = 2
    def __post_init__(self, scale):
        self.x *= scale
print(A(1), [f.name for f in fields(A)], A(1, 5))
@dataclass(frozen=True, slots=True)
class P:
    a: int
    b: list
p = P(1, [2])
q = copy.deepcopy(p)
print(q, q.b is p.b, copy.copy(p).b is p.b)
for make in (0, 1):
    try:
        if make:
            @dataclass(frozen=True)
            class F:
                x: int
                def __setattr__(self, k, v): pass
        else:
            @dataclass(frozen=True)
            class F:
                x: int
                def __delattr__(self, k): pass
    except TypeError as e: print(e)
C = make_dataclass("C", ["x", ("y", ClassVar[int], 10), ("z", int, 20), ("w", InitVar[int], 5)], namespace={"__post_init__": lambda self, w: print("w", w)})
print(C(1), C.y, asdict(C(1, 2, 3)))
D = make_dataclass("D", [("x", int)], module="elsewhere", frozen=True, order=True)
print(D.__module__, D(1) < D(2), D.__annotations__)
@dataclass
class Base:
    a: int
@dataclass(slots=True)
class S(Base):
    b: int = 2
print(S.__slots__, S(1), hasattr(S(1), "__dict__"))
try:
    @dataclass
    class W:
        x: ClassVar[int] = field(kw_only=True)
except TypeError as e: print(e)
for bad in (("x", int, 3, 4), 3, ("x y", int), ("class", int), ("x",)):
    try: make_dataclass("M", [bad]); print("ok", bad)
    except Exception as e: print(type(e).__name__, e)
