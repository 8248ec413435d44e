from abc import ABC, abstractmethod, ABCMeta
import collections.abc as cabc
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @staticmethod
    def unit(): return "cm"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    name = property(lambda self: "sq")
class Half(Shape):
    def area(self): return 0
for c in (Shape, Half):
    try: c()
    except TypeError as e: print(e)
print(Sq(3).area(), Sq(2).name, Shape.unit(), isinstance(Sq(1), Shape), Shape.__abstractmethods__ == frozenset({"area", "name"}))
class Plug(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return any("run" in B.__dict__ for B in C.__mro__) or NotImplemented
class R:
    def run(self): pass
print(issubclass(R, Plug), isinstance(R(), Plug), issubclass(int, Plug))
@Shape.register
class Dummy: pass
print(isinstance(Dummy(), Shape), issubclass(Dummy, Shape))
class MySeq(cabc.Sequence):
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): return self.a[i]
    def __len__(self): return len(self.a)
m = MySeq(1, 2, 3, 2)
print(list(m), 2 in m, m.index(3), m.count(2), list(reversed(m)))
class MyMap(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = MyMap(); mm["a"] = 1; mm.update(b=2); mm.setdefault("c", 3)
print(dict(mm), mm.get("z"), mm.pop("a"), list(mm.items()), "b" in mm, mm == {"b": 2, "c": 3}, mm.popitem())
class It(cabc.AsyncIterator):
    async def __anext__(self): raise StopAsyncIteration
class MySet(cabc.Set):
    def __init__(self, it): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(list(MySet([1,2,3]) & MySet([2,3,4])), MySet([1]) <= MySet([1,2]), list(MySet([1]) | MySet([5])), list(MySet([1,2]) - MySet([1])))
print(isinstance(lambda: 0, cabc.Callable), isinstance(It(), cabc.AsyncIterable), isinstance(3, cabc.Hashable), isinstance([], cabc.Hashable))
import abc
class Old(ABC):
    @abc.abstractclassmethod
    def make(cls, n): return cls.__name__, n
    @abc.abstractstaticmethod
    def twice(n): return 2 * n
    @abc.abstractproperty
    def size(self): return 5
try: Old()
except TypeError as e: print(e)
class New(Old):
    @classmethod
    def make(cls): return super().make(4)
    def twice(self, n): return super().twice(n) + 1
    size = 3
print(Old.make(3), Old.twice(4), Old.make.__isabstractmethod__, New.make(), New().twice(2), New().size)
