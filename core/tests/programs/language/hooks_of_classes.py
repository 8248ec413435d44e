def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


class R:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print("sub", cls.__name__, tag)
class R1(R, tag="one"): pass
class R2(R1): pass
try:
    class R3(R, other=1): pass
except TypeError as e: print(e)
class G:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(G[int], G["a", 1])
t(lambda: R[1])
t(lambda: int[1])
class H:
    def __getattr__(self, n):
        if n.startswith("x"): return n * 2
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v): print("set", n); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
h = H(); h.a = 1; print(h.a, h.xa); del h.a
t(lambda: h.a)
t(lambda: getattr(h, "zz", "dflt"))
print(hasattr(h, "xx"), hasattr(h, "yy"))
class I:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        print("ga", n)
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
i = I(); print(i.v, i.w)
class Sing:
    _i = None
    def __new__(cls, *a):
        print("new", a)
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self, *a): print("init", a)
print(Sing(1) is Sing(2))
class N:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(N())
t(lambda: object(1))
class O: pass
t(lambda: O(1))
t(lambda: O(x=1))
class O2:
    def __init__(self, a): pass
t(lambda: O2())
t(lambda: O2(1, 2))
class O3:
    def __new__(cls, a): return super().__new__(cls)
t(lambda: O3())
print(type(O3(1)))
class O4:
    def __new__(cls, a): return super().__new__(cls, a)
t(lambda: O4(1))
class O5:
    def __init__(self): return 5
t(lambda: O5())
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, b=2), callable(Call()), callable(O()))
t(lambda: O()())
