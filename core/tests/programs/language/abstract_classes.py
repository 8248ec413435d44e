def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


from abc import ABC, abstractmethod, ABCMeta
class Sh(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def mk(cls): ...
    @staticmethod
    @abstractmethod
    def s(): ...
    def desc(self): return f"{self.name} {self.area()}"
t(lambda: Sh())
class P1(Sh):
    def area(self): return 1
    def mk(cls): pass
    def s(): pass
t(lambda: P1())
class P2(P1):
    name = "p2"
print(P2().desc(), Sh.__abstractmethods__ == {"area", "name", "mk", "s"})
class One(ABC):
    @abstractmethod
    def only(self): "d"
t(lambda: One())
class Impl(One):
    def only(self): return super().only()
print(Impl().only(), One.only.__isabstractmethod__)
class Vt(metaclass=ABCMeta): pass
Vt.register(int)
print(isinstance(5, Vt), issubclass(int, Vt), isinstance("s", Vt))
class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, C): return any("quack" in B.__dict__ for B in C.__mro__) or NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Hook), isinstance(5, Hook))
@Vt.register
class Dec: pass
print(isinstance(Dec(), Vt))
from collections.abc import Iterable, Sized, Mapping, Sequence, Hashable, Callable, Iterator, Awaitable, Coroutine, AsyncIterator, Generator, MutableMapping, Set
print([isinstance(x, Iterable) for x in ([], "a", 5, {}, iter([]), range(3))])
print([isinstance([], c) for c in (Sized, Sequence, Mapping, Hashable, Callable)])
class Mp(Mapping):
    def __init__(s, d): s.d = d
    def __getitem__(s, k): return s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
class Bd(Mapping): pass
t(lambda: Bd())
class Sq(Sequence):
    def __getitem__(s, i): return [1, 2, 3, 2][i]
    def __len__(s): return 4
q = Sq(); print(q.index(2), q.count(2), list(reversed(q)), 3 in q)
t(lambda: q.index(9))
