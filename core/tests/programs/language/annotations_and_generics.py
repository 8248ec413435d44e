"""Metaclasses that register, annotations that are read, classes with type parameters."""
class Plug(type):
    all = []
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if bases: Plug.all.append(cls)
class B0(metaclass=Plug): pass
class P1(B0): pass
class P2(B0): x = 1
print([c.__name__ for c in Plug.all])
import abc
class AM(abc.ABCMeta):
    def __new__(m, n, b, ns): print("new", n); return super().__new__(m, n, b, ns)
class Q(metaclass=AM):
    @abc.abstractmethod
    def f(self): ...
try: Q()
except TypeError as e: print(e)
class E1(OSError): pass
e = E1(2, "x", "f"); print(e.args, e, e.filename)
class E2(OSError):
    def __init__(self, a, b, c): super().__init__(f"{a}{b}{c}")
print(E2(1, 2, 3))
import typing, dataclasses
@dataclasses.dataclass
class D:
    a: int
    b: "str" = ""
    c: list[int] = dataclasses.field(default_factory=list)
    d: typing.Optional[int] = None
print(D.__annotations__, [f.type for f in dataclasses.fields(D)])
def f(a: int, b: dict[str, list[int]] = None) -> "int": ...
print(f.__annotations__)
class Stack[T]:
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(1); print(s.pop(), Stack.__mro__, Stack[int])
class Sub(Stack[str]): pass
print(Sub().items, Sub.__bases__)
T = typing.TypeVar("T")
class G(typing.Generic[T]): pass
print(G[int], G.__mro__)
def validate(fn):
    def w(*a):
        for (n, t), v in zip(fn.__annotations__.items(), a):
            if not isinstance(v, t): raise TypeError(f"{n} must be {t.__name__}")
        return fn(*a)
    return w
@validate
def add(a: int, b: int): return a + b
print(add(1, 2))
try: add(1, "x")
except TypeError as e: print(e)
