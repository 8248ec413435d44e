def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
class A:
    def __init__(self): self.x = 1
    def copy(self):
        new = A.__new__(A); new.__dict__ = self.__dict__.copy(); return new
    def wipe(self): self.__dict__ = {}
    def bad(self): self.__dict__ = 3
a = A()
b = a.copy()
b.y = 2
t(1, lambda: (vars(a), vars(b)))
b.wipe()
t(2, lambda: vars(b))
t(3, lambda: a.bad())
t(4, lambda: b.x)
def comp():
    a.__dict__ = {k: v for k, v in [("p", 1), ("q", 2)]}
    return a.p + a.q
t(5, comp)
class classprop(property):
    def __get__(self, o, c): return self.fget(c)
class B:
    @classprop
    def n(cls): return cls.__name__
    @property
    def p(self): return 5
t(6, lambda: (B.n, B().n))
t(7, lambda: B.__dict__["p"].__get__(B()))
t(8, lambda: B.p.__get__(B(), B))
t(9, lambda: B.p.__get__(None, B) is B.p)
class S:
    __slots__ = ("__x", "y")
    def __init__(self): self.__x = [1]
    def x(self): return self.__x
t(11, lambda: S().x())
class D:
    __slots__ = {"a": "documented"}
def slots():
    d = D(); d.a = 1; return d.a
t(12, slots)
class R:
    def __rmod__(self, other): return "reflected"
    def __str__(self): return "R"
t(13, lambda: ("%s" % R(), b"%d" % 3))
class M(type):
    def __getattribute__(cls, name):
        return "meta " + name if name.startswith("x") else super().__getattribute__(name)
class A(metaclass=M):
    xx = 4
    y = 5
t(14, lambda: (A.xx, A.xa, A.y, A().xx, hasattr(A, "xq")))
t(15, lambda: A.zz)
class Local:
    def f(self):
        class K: __hash__ = None
        return {K(): 1}
t(16, lambda: Local().f())
