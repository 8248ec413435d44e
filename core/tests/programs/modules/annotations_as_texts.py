from __future__ import annotations
import typing, dataclasses, inspect
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
@dataclasses.dataclass
class A:
    x: int
    y: list[str] = None
    z: typing.ClassVar[int] = 3
    q: dataclasses.InitVar[int] = 3
class B:
    x: int
    y: Missing
    def m(self, a: int, b: "str" = 3, *c: int, **d: Dict[int]) -> B: pass
t(1, lambda: A.__annotations__)
t(2, lambda: B.__annotations__)
t(3, lambda: B.m.__annotations__)
t(4, lambda: inspect.signature(B.m))
t(5, lambda: [(f.name, f.type) for f in dataclasses.fields(A)])
async def f(a: int | None, b: 'x' = 1) -> "y": pass
t(10, lambda: f.__annotations__)
t(11, lambda: inspect.signature(f))
t(12, lambda: str(inspect.signature(f)))
def g(a: a+1, b: f(1, x=2), c: lambda x: x, d: [1,2], e: {1:2}, f: (1,), g: "a'b", h: not a, i: a if b else c, j: -1, k: 1.5e10, l: a[1:2, ...], m: x.y.z, n: None, o: f"a{x}"): pass
x: int = 3
import functools
@functools.singledispatch
def h(x): return "any"
@h.register
def _(x: int): return "int"
t(17, lambda: (h(1), h("")))
def g(a: int | None, b: dict[str, "list"], c: list[
    int
], d: "x.y" = None) -> "None": pass
t(13, lambda: g.__annotations__)
class C:
    x: int
    def m(self, other: C) -> list[C]: pass
t(14, lambda: typing.get_type_hints(C))
t(15, lambda: typing.get_type_hints(C.m)["other"] is C)
