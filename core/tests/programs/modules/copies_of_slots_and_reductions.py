import copy
class A:
    __slots__ = ("a", "b")
class B(A):
    __slots__ = "c"
class C(A): pass
class P:
    __slots__ = ("__x", "y")
    def __init__(self): self.__x = [1]
    def x(self): return self.__x
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
a = A(); a.a = [1]
def f():
    c = copy.copy(a); d = copy.deepcopy(a)
    return c.a, c.a is a.a, d.a, d.a is a.a, hasattr(c, "b")
t(1, f)
def f():
    b = B(); b.c = 1; b.a = 2; c = copy.copy(b); return c.a, c.c
t(2, f)
def f():
    b = C(); b.z = 1; b.a = 2; c = copy.deepcopy(b); return c.a, c.z
t(3, f)
def f():
    b = P(); b.y = 1; c = copy.deepcopy(b); return c.x(), c.y
t(4, f)
class F:
    __slots__ = ("a",)
    def __setattr__(self, n, v): raise TypeError("frozen")
def f():
    x = F(); object.__setattr__(x, "a", 1); return copy.copy(x).a
t(5, f)
class G:
    def __init__(self): self.x = 1
    def __setattr__(self, n, v): print("set", n); object.__setattr__(self, n, v)
t(6, lambda: copy.copy(G()).x)
class H:
    def __reduce__(self): return (H, ())
t(7, lambda: type(copy.copy(H())))
class I:
    def __reduce__(self): return "I"
I2 = I()
t(8, lambda: copy.copy(I2) is I2)
class J:
    def __init__(self, x): self.x = x
    def __reduce__(self): return (J, (self.x + 1,), {"y": 3})
t(9, lambda: vars(copy.copy(J(1))))
class K:
    def __getnewargs__(self): return (3,)
    def __new__(cls, *a): print("new", a); return object.__new__(cls)
t(10, lambda: type(copy.copy(K())))
class L:
    def __getstate__(self): return {"z": 1}
t(11, lambda: vars(copy.copy(L())))
class M:
    def __setstate__(self, s): print("state", s)
t(12, lambda: vars(copy.copy(M())))
m = M(); m.q = 1
t(13, lambda: vars(copy.copy(m)))
import functools, collections, datetime, enum, uuid, itertools, threading, asyncio, weakref
t(14, lambda: copy.copy(functools.partial(print, 1)))
t(15, lambda: copy.deepcopy(collections.Counter("aab")))
t(16, lambda: copy.copy(collections.defaultdict(list, a=1)))
t(17, lambda: copy.deepcopy(datetime.datetime(2000, 1, 1)))
t(20, lambda: copy.copy(x for x in "ab"))
t(22, lambda: copy.copy(lambda: 1)())
t(24, lambda: copy.copy(collections.ChainMap({1: 2})))
t(25, lambda: copy.copy(collections.OrderedDict(a=1)))
t(26, lambda: copy.copy(ValueError("a", 1)).args)
t(27, lambda: copy.copy(slice(1, 2)))
t(28, lambda: copy.copy(print))
t(29, lambda: copy.copy(copy))
t(30, lambda: copy.copy(range(3)))

t(34, lambda: copy.copy(collections.UserDict(a=1)))
t(35, lambda: copy.copy(collections.UserList([1])))
t(36, lambda: copy.replace(1))
t(37, lambda: copy.copy())
t(40, lambda: copy.copy(type("X", (), {})).__name__)
