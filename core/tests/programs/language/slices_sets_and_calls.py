a = list(range(10))
a[2:4] = ["x", "y", "z"]; print(a); a[::2] = [0] * len(a[::2]); print(a); del a[1::3]; print(a)
try: a[::2] = [1]
except ValueError as e: print(e)
a[len(a):] = [1]; a[:0] = [9]; a.insert(-1, "i"); a.extend("ab"); print(a, a.index("i")); a.reverse(); print(a, a.pop(0), a.copy() == a)
b = [3, 1, 2]; b.sort(reverse=True); print(b, sorted(b, key=lambda x: -x), sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda t: t[0]), b.sort())
print([1, 2] == [1, 2], [1, 2] < [1, 3], [[0] * 2] * 2, [i for i in range(5) if i % 2], [x + y for x in "ab" for y in "cd"], [*range(3), *"ab"], {**{"a": 1}, "b": 2})
d = {"a": 1, "b": 2}; print(d | {"c": 3}, d.keys() & {"a"}, d.items() - {("a", 1)}, list(d), d.pop("z", None), d.setdefault("q", []), d.get("n", 0), dict.fromkeys("ab", 0), {v: k for k, v in d.items() if isinstance(v, int)}, list(reversed(d)))
d |= {"z": 1}; print(d, len(d), d.popitem(), "a" in d, d.keys(), d.values(), d.items(), sorted(d.items(), key=str), d == {"q": [], "b": 2, "a": 1}, next(iter(d)))
s = {1, 2, 3}; print(s | {4}, s & {1, 9}, s - {1}, s ^ {3, 4}, s <= {1, 2, 3, 4}, s.isdisjoint({7}), s.union([5], [6]), s.issuperset([1]), frozenset([1, 2]), {frozenset([1]): 1}, set(), {1} == {1.0}); s.discard(9); s.add(1); s.update([8]); s -= {1}; print(s, len(s))
t = (1, 2, 3); print(t + (4,), t * 2, t[::-1], t.count(1), t.index(2), (1,), (), tuple("ab"), t < (1, 2, 4), hash(t) == hash((1, 2, 3)))
x, (y, *z), w = 1, (2, 3, 4), 5; print(x, y, z, w); *h, l = "abc"; print(h, l); i = j = []; i.append(1); print(j)
print(any([]), all([]), any(x > 2 for x in t), sum(t, 10), min(t, key=lambda x: -x), max("apple", "fig", key=len), list(zip(t, "abc")), list(filter(None, [0, 1, "", "a"])), list(reversed(t)), divmod(7, 3), abs(-2), pow(2, 3), range(0, 10, 3), list(range(5, 0, -2)), range(3) == range(0, 3), len(range(0, 10, 3)), 5 in range(10), range(10)[2:5], range(10)[-1])
print(bool([]), bool("0"), not None, 1 < 2 < 3, 1 == 1.0, 1 is 1, None is None, [] or "d", 0 and 1, "a" if [] else "b", (n := 5) + n, ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 4, -8 >> 1, 7 // 2, 2 ** 3 ** 2, -2 ** 2)
m = [[1, 2, 3], [4, 5, 6]]; print(list(zip(*m)), [list(r) for r in zip(*m)], [r[::-1] for r in m], sum(m, []), [[r[i] for r in m] for i in range(3)])
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return (a, b, c, args, d, e, kw)
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 1}))
for bad in (lambda: f(), lambda: f(1), lambda: f(a=1, d=2), lambda: f(1, c=2, d=3, **{"c": 3}), lambda: f(1, 2, 3, c=3, d=1)):
    try: print(bad())
    except TypeError as e: print(e)
print(id(a) == id(a), type(1), type(type), type(f), type(None), type(...), callable(f), isinstance(True, int), issubclass(bool, int), repr(print), repr(len), hasattr(a, "append"), getattr(a, "zz", None), vars(type("X", (), {"a": 1}))["a"], dir([])[-3:], f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames[:2], f.__code__.co_argcount)
def counter():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    return inc
c = counter(); print(c(), c(), [g() for g in [lambda i=i: i for i in range(3)]], [g() for g in [lambda: i for i in range(3)]])
global_x = 1
def gl():
    global global_x; global_x += 1
gl(); print(global_x, "gl" in globals(), (lambda: locals())(), [k for k in vars() if k.startswith("global_")])
print(*[1, 2], sep="-", end="!\n"); print("a", "b", sep="", flush=True); print(); print(print("x")); print([None, True, 1.5, "s", b"b", (1,), {1: 2}, {3}, ..., int, range(2), slice(1, 2)])
for i in range(3):
    if i == 5: break
else: print("no break")
while True:
    break
else: print("never")
n = 0
while n < 3: n += 1
else: print("while else", n)
class A: pass
o = A(); o.x = 1; print(o.__dict__, vars(o)); del o.x; print(hasattr(o, "x")); setattr(o, "y", 2); print(o.y, delattr(o, "y"))
