# errors with tracebacks through builtins, recursion, deep structures
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, getattr(e,"__notes__",None))
t(lambda: dict([1])); t(lambda: dict([(1,)])); t(lambda: {**5}); t(lambda: [*5]); t(lambda: print(*5)); t(lambda: (lambda **k: k)(**5)); t(lambda: (lambda **k: k)(**{1:2}))
class R:
    def __repr__(self): raise ValueError("no repr")
t(lambda: print([R()])); t(lambda: {R(): 1}.__len__())
class H:
    def __hash__(self): raise ValueError("no hash")
t(lambda: {H(): 1}); t(lambda: H() in {1}); t(lambda: {1: 2}.get(H()))
class Q:
    def __init__(s, v): s.v = v
    def __eq__(s, o): raise RuntimeError("eq")
    def __hash__(s): return 1
t(lambda: {Q(1): 1, Q(2): 2}); t(lambda: {1: 1}[Q(1)]); t(lambda: [Q(1)].index(3)); q = Q(1); t(lambda: [q].index(q)); t(lambda: q in {q})
x = ()
for _ in range(100): x = (x,)
t(lambda: hash(x) == hash(x)); y = []
for _ in range(1000): y = [y]
del y
t(lambda: sorted([3,1,Q(2)])); t(lambda: max(1, "a")); t(lambda: min([])); t(lambda: sum([1,"a"])); t(lambda: list(zip([1],[1,2],strict=True))); t(lambda: next(iter({}))); t(lambda: iter(1)); t(lambda: len(5)); t(lambda: reversed({1})); t(lambda: enumerate(5)); t(lambda: list(map(lambda x: 1/x, [1,0])))
def g():
    yield from [1,2]
    return 3
def h():
    r = yield from g()
    print("r", r)
t(lambda: list(h()))
class I:
    def __iter__(self): return self
t(lambda: list(I())); t(lambda: iter(I()))
class J:
    def __iter__(self): yield 1; raise KeyError("mid")
t(lambda: list(J())); l = []; t(lambda: l.extend(J())); print(l); t(lambda: set(J())); t(lambda: tuple(J())); t(lambda: dict(J()))
t(lambda: "a".join([1])); t(lambda: [1,2,3].__getitem__(7)); t(lambda: list.append()); t(lambda: dict.get({})); t(lambda: {}.update(1,2)); t(lambda: [].sort(key=5)); t(lambda: [3,1].sort(key=5)); t(lambda: [1,2].sort(reverse="a"))
class L(list): pass
z = L([3,1,2]); z.sort(); z.foo = 1; print(z, z.foo, type(z[:]).__name__, type(z+z).__name__, type(z.copy()).__name__, z.__class__.__name__, L() == [], not L())
class DD(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v*2)
    def __getitem__(self, k): return ("got", super().__getitem__(k))
e = DD(); e["a"] = 1; e.update(b=2); print(e, e["a"], e.get("a"), {**e}, dict(e), e.pop("b"), list(e.values()))
class F(frozenset): pass
print(len(F([1,2])), F([1]) == frozenset([1]), hash(F([1])) == hash(frozenset([1])), {F([1]): 1})
class Str(str):
    def up(self): return self.upper()
st = Str("k"); print({st: 1}["k"], {"k": 2}[st], st in {"k"}, st.up(), f"{st}", [st])
import enum
class C(enum.Enum): A=1; B=2
class SC(enum.StrEnum): X="x"
class IC(enum.IntEnum): ONE=1
print({C.A: 1}[C.A], {SC.X: 1}["x"], {"x": 2}[SC.X], {IC.ONE: 5}[1], {1: 6}[IC.ONE], IC.ONE in {1}, sorted([IC.ONE, 0]), sum([IC.ONE, 1]), max(IC.ONE, 0), list(C), [IC.ONE] == [1])
class Ctx:
    def __contains__(self, x): return x > 3
    def __bool__(self): return False
    def __len__(self): return 7
print(5 in Ctx(), bool(Ctx()), len(Ctx()))
class Prop:
    data = {"k": 1}
    def __getattr__(self, n): 
        if n in self.data: return self.data[n]
        raise AttributeError(n)
p = Prop(); print(getattr(p, "k"), getattr(p, "zz", 5), hasattr(p, "k"), hasattr(p, "zz"))
print(isinstance(p, Prop), callable(p), callable(Prop), callable(lambda: 0), id(p) == id(p), hash(p) == hash(p), p == p, p != Prop())
a = [1,2,3,4]
for v in a:
    if v == 2: a.remove(v)
print(a, [v for v in reversed(a)], list(iter(a)), a[-1:], a[::-1])
