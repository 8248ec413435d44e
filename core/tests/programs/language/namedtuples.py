def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__ + ":", e)

from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", "x y")
p = P(1, y=2); print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=5), P._fields, P._make([3, 4]), P.__name__, len(p), hash(p) == hash((1, 2)))
t(lambda: P(1)); t(lambda: P(1, 2, 3)); t(lambda: P(1, z=2)); t(lambda: p._replace(q=1)); t(lambda: P._make([1])); t(lambda: p.q)
def f(): p.x = 3
t(f)
def f(): p[0] = 3
t(f)
t(lambda: namedtuple("P", "a a")); t(lambda: namedtuple("P", "def x")); t(lambda: namedtuple("1P", "x")); t(lambda: namedtuple("P", "_x"))
print(namedtuple("R", "a def a", rename=True)._fields, namedtuple("D", "a b c", defaults=[1, 2])(0), namedtuple("D", ["a", "b"], defaults=(1,))._field_defaults)
t(lambda: namedtuple("D", "a", defaults=[1, 2]))
x, y = p; print(x, y, *p, sorted([P(2, 1), P(1, 2)]), p + (3,), p * 2, 1 in p, p.index(2), p.count(1), P.__doc__, P.x.__doc__)
class E(NamedTuple):
    name: str
    age: int = 3
    def hi(self): return f"hi {self.name}"
    @property
    def up(self): return self.name.upper()
e = E("bob"); print(e, e.hi(), e.up, e._asdict(), E.__annotations__, E._field_defaults, E._fields, e._replace(age=4)); t(lambda: E())
def f():
    class Q(NamedTuple):
        a: int = 1
        b: int
t(f)
class Sub(E):
    def __str__(self): return "sub"
print(Sub("a"), repr(Sub("a")), isinstance(Sub("a"), tuple))
match e:
    case E(name, age): print(name, age)
match p:
    case (a, b): print(a, b)
match p:
    case P(x=1, y=q): print(q)
N2 = NamedTuple("N2", [("a", int), ("b", str)]); print(N2(1, "b"), P(1, [2]) < P(1, [3]), P(*[1, 2]), P(**{"x": 1, "y": 2}))
print(isinstance(p, tuple), type(p), P.__mro__, P.__slots__, repr(P), p.__class__.__name__, p.__getnewargs__())
import copy
print(copy.copy(p), copy.replace(p, x=9) if hasattr(copy, "replace") else 0)
