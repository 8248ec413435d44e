class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns["tag"] = kw.get("tag", "none"); return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(c, *a): print("making", c.__name__); return super().__call__(*a)
    def __len__(c): return 42
    @property
    def up(c): return c.__name__.upper()
class A(metaclass=Meta, tag="x"): pass
print(A.tag, len(A), A.up, type(A), A()) if False else print(A.tag, len(A), A.up, type(A).__name__)
A()
class Reg:
    subs = []
    def __init_subclass__(cls, /, name=None, **kw): super().__init_subclass__(**kw); Reg.subs.append((cls.__name__, name))
class R1(Reg, name="one"): pass
class R2(R1): pass
print(Reg.subs)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, o, t=None):
        if o is None: return self
        return o.__dict__.get(self.name, "unset")
    def __set__(self, o, v):
        if v < 0: raise ValueError(f"{self.name} must be >= 0")
        o.__dict__[self.name] = v
    def __delete__(self, o): del o.__dict__[self.name]
class H:
    x = Desc()
    def __getattr__(self, n): return f"dyn {n}"
h = H(); print(h.x); h.x = 3; print(h.x, h.foo, H.x.name); del h.x; print(h.x)
try: h.x = -1
except ValueError as e: print(e)
class P:
    def __init__(self): self._t = 1
    @property
    def t(self): "doc t"; return self._t
    @t.setter
    def t(self, v): self._t = v
    @t.deleter
    def t(self): print("deleting")
p = P(); p.t = 5; print(p.t, P.t.__doc__); del p.t
class RO:
    @property
    def v(self): return 1
try: RO().v = 2
except AttributeError as e: print(e)
try: del RO().v
except AttributeError as e: print(e)
class S:
    __slots__ = ("a", "b")
s = S(); s.a = 1
try: s.c = 2
except AttributeError as e: print(e)
try: print(s.b)
except AttributeError as e: print(e)
class Vec:
    def __init__(self, *c): self.c = c
    def __add__(s, o): return Vec(*(a + b for a, b in zip(s.c, o.c))) if isinstance(o, Vec) else NotImplemented
    def __radd__(s, o): return s if o == 0 else NotImplemented
    def __mul__(s, k): return Vec(*(a * k for a in s.c))
    __rmul__ = __mul__
    def __matmul__(s, o): return sum(a * b for a, b in zip(s.c, o.c))
    def __neg__(s): return Vec(*(-a for a in s.c))
    def __eq__(s, o): return isinstance(o, Vec) and s.c == o.c
    def __hash__(s): return hash(s.c)
    def __repr__(s): return f"Vec{s.c}"
    def __bool__(s): return any(s.c)
    def __len__(s): return len(s.c)
    def __getitem__(s, i): return s.c[i]
    def __contains__(s, x): return x in s.c
    def __iter__(s): return iter(s.c)
    def __call__(s, x): return x
    def __iadd__(s, o): s.c = tuple(a + b for a, b in zip(s.c, o.c)); return s
    def __abs__(s): return sum(a * a for a in s.c) ** .5
    def __lt__(s, o): return abs(s) < abs(o)
    def __index__(s): return 2
    def __int__(s): return 7
    def __float__(s): return 1.5
    def __round__(s, n=None): return ("round", n)
    def __divmod__(s, o): return "dm"
    def __pow__(s, o, m=None): return ("pow", o, m)
    def __enter__(s): return "in"
    def __exit__(s, *a): return True
    def __reversed__(s): return iter(s.c[::-1])
v = Vec(1, 2); w = Vec(3, 4); u = v
print(v + w, sum([v, w]), 3 * v, v @ w, -v, v == Vec(1, 2), bool(Vec(0)), len(v), v[1], 2 in v, list(v), v(9), abs(w), sorted([w, v]), [10, 20, 30][v], int(v), float(v), round(v, 1), divmod(v, 1), v ** 2, pow(v, 2, 3), list(reversed(v)), max(v, w), {v: 1}[Vec(1, 2)])
v += w; print(v, u is v)
try: v + 1
except TypeError as e: print(e)
try: v < 1
except Exception as e: print(type(e).__name__, e)
with v as q: raise KeyError("suppressed")
print(q)
class Base:
    def __init__(self): print("Base"); super().__init__()
class L(Base):
    def __init__(self): print("L"); super().__init__()
class RR(Base):
    def __init__(self): print("RR"); super().__init__()
class DD(L, RR):
    def __init__(self): print("DD"); super().__init__()
DD(); print([c.__name__ for c in DD.__mro__], DD.__bases__, DD.mro() == list(DD.__mro__), issubclass(DD, Base), DD.__name__, DD.__qualname__, DD.__module__)
try:
    class X(Base, L): pass
except TypeError as e: print(e)
class CM:
    @classmethod
    def make(cls, *a): return cls.__name__, a
    @staticmethod
    def st(x): return x
print(CM.make(1), CM().make(2), CM.st(3), CM().st(4), CM.make.__func__.__name__, CM.__dict__["st"])if False else print(CM.make(1), CM().make(2), CM.st(3))
class Attr:
    def __getattribute__(self, n):
        if n == "magic": return 42
        return super().__getattribute__(n)
    def __setattr__(self, n, v): print("set", n); super().__setattr__(n, v)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
    def __dir__(self): return ["b", "a"]
at = Attr(); at.x = 1; print(at.magic, at.x, dir(at)); del at.x
class Single:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single() is Single())
class I(int):
    def __add__(self, o): return I(int(self) + o * 2)
print(I(3) + 4, type(I(3) + 1).__name__, I("12"), I(5) * 2)
class DefD(dict):
    def __missing__(self, k): self[k] = v = []; return v
dd = DefD(); dd["a"].append(1); print(dd, dd.get("z"))
class LL(list):
    def __getitem__(self, i): return ("got", super().__getitem__(i))
print(LL([1, 2])[0], LL([1]) + [2], len(LL("ab")), LL([3, 1]), sorted(LL([3, 1])))
class Str(str):
    def shout(self): return self.upper() + "!"
print(Str("a").shout(), Str("b") + "c", type(Str("b") + "c").__name__, f"{Str('q'):>3}")
print(type("Dyn", (Base,), {"z": 1})().z, isinstance(p, P), type(p) is P, P.__doc__, p.__class__.__name__)
def f(a, /, b, *, c=1): "docf"; return a
print(f.__doc__, f.__name__, f.__qualname__, f.__module__, f.__defaults__, f.__kwdefaults__)
