from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, KW_ONLY, InitVar, is_dataclass, make_dataclass
from typing import ClassVar, Optional
@dataclass
class P:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list, repr=False, compare=False)
    count: ClassVar[int] = 0
    def __post_init__(self):
        P.count += 1
@dataclass(frozen=True, order=True, slots=True)
class V:
    major: int
    minor: int = 0
    label: str = field(default="x", compare=False, kw_only=True)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: InitVar[int] = 3
    d: int = field(init=False)
    def __post_init__(self, c):
        self.d = self.a * c
p = P(1, 2); q = P(1, 2, ["z"])
print(p, p == q, P.count, asdict(q), astuple(q), replace(p, x=9))
print([f.name for f in fields(P)], is_dataclass(P), is_dataclass(3))
v = V(1, 2, label="q")
print(sorted([V(2), V(1, 5), v]), hash(V(1)) == hash(V(1)), v < V(1, 3))
try: v.major = 4
except FrozenInstanceError as e: print(type(e).__name__, e)
try: P()
except TypeError as e: print(e)
try: V(1,2,3)
except TypeError as e: print(e)
print(K(2, b=5), K(2, c=10).d)
try: K(1, 2)
except TypeError as e: print(e)
M = make_dataclass("M", [("x", int), ("y", int, field(default=5))], frozen=True)
print(M(1), M.__name__)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(e)
@dataclass
class Base:
    id: int
@dataclass
class Child(Base):
    name: str = "n"
    parent: "Optional[Child]" = None
c = Child(1); c.parent = Child(2, "p")
print(c, asdict(c), Child.__match_args__)
c.parent = c
print(c)
@dataclass(eq=False)
class Id: x: int = 1
print(Id() == Id(), V.__slots__)
try: {p: 1}
except TypeError as e: print(e)
import copy
print(copy.replace(p, y=7), fields(P)[2].default_factory)
