def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


l = [3, 1, 2]; l.sort(reverse=True); print(l, sorted("bca", reverse=True), sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1]), sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1], reverse=True))
from functools import cmp_to_key
print(sorted([5, 3, 9], key=cmp_to_key(lambda a, b: b - a)), sorted(["B", "a", "C"], key=str.lower))
d = {"a": 1, "b": 2}; d["a"] = 9; d.setdefault("c", []).append(1); d |= {"z": 0}; print(d, d | {"a": 0}, d.keys() & {"a", "q"} , len(d.keys() - {"a"}), list(d.items())[0], d.popitem(), d.pop("q", None), list(reversed(d)), dict.fromkeys("ab", 0), {k: v for k, v in d.items() if v})
t(lambda: dict.fromkeys(5))
print(d.keys(), d.values(), d.items(), d == {"b": 2, "a": 9, "c": [1]}, dict(a=1, **{"b": 2}), dict([("x", 1)], y=2), ("a", 9) in d.items(), 9 in d.values(), d.keys() == {"a", "b", "c"}, d.items() >= {("a", 9)} if False else "")
def mut():
    for k in d: d[k + "x"] = 1
t(mut)
def mut2():
    for k in list(d): del d[k]
t(mut2)
def mut3():
    s = {1, 2}
    for x in s: s.add(x + 10)
t(mut3)
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {1} < a, a >= {1}, a.isdisjoint({9}), a.union([7], (8,)), a.intersection([1]), a.difference([1], [2]), a.symmetric_difference([1, 9]), a.issubset([1, 2, 3, 4]), a.issuperset([1]))
a |= {9}; a -= {1}; a &= {2, 3, 9}; a ^= {2}; print(a); a.discard(77); a.update([1], {2}); a.add(5); print(a, len(a), frozenset([1]) | {2}, {2} | frozenset([1]), frozenset({1}) == {1}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 1}, set(), frozenset(), {*()}, repr(frozenset([1])))
t(lambda: {1} | [2])
t(lambda: {1} + {2})
t(lambda: {1}.union(5))
t(lambda: {1} < 5)
t(lambda: frozenset([1]).add(2))
t(lambda: {1: 1} | [1])
t(lambda: {1} - 1)
x = [1, [2, 3]]; y = x[:]; y[1].append(4); print(x, x == y, x is y, x < [1, [9]], [1, 2] < [1, 2, 3], (1, 2) < (2,), [] < [0], [1] * 3, [[]] * 2, x + [5])
x.append(x); print(x); dd = {}; dd["me"] = dd; print(dd); tt = ([],); tt[0].append(tt); print(tt)
l = list(range(10)); print(l[2:8:3], l[::-1], l[-3:], l[:-3], l[8:2:-2], l[20:], l[-20:3], l[5:2], l.index(5, 2), l.count(3), l.copy() == l); l.insert(0, "i"); l.insert(-1, "j"); l.insert(100, "k"); l.extend("xy"); l.reverse(); print(l, l.pop(), l.pop(0), l.pop(3))
r = range(0, 10, 3); print(r, list(r), len(r), r[1], r[-1], r[1:], 9 in r, 10 in r, r.index(6), r == range(0, 12, 3), r.count(3), list(reversed(r)), range(5)[::-1], range(10, 0, -3), bool(range(0)), hash(r) == hash(range(0, 12, 3)), r.start, r.stop, r.step, max(r), sum(r), range(3) == [0, 1, 2], 1.0 in range(3), "a" in range(3))
print((1,), (), (1, 2) + (3,), (1, 2) * 2, tuple("ab"), (1, 2, 3)[::-1], (1, 2).count(1), 1 in (1, 2), hash((1, 2)) == hash((1, 2)), (1, (2, [3])), min((3, 1)), tuple(range(3)), (1, 2) == [1, 2])
print(any([0, "", None]), all([]), any(x > 2 for x in [1, 2, 3]), all(x > 0 for x in [1, 0, 1 / 1]), sum([1, 2], 10), sum([[1], [2]], []), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 1)), list(zip("ab", [1, 2], [True, False])), list(zip()), dict(zip("ab", range(2))), [*zip(*[(1, 2), (3, 4)])], list(reversed([1, 2])), list(iter([1, 2].pop, 1)), max("abc", "b", key=lambda s: -len(s)), min({"b": 1, "a": 2}), max({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), abs(-3), divmod(7, 2), pow(2, 10, 1000), round(3.7), hash(1), callable(len), chr(97), bin(5), repr("a"), bool([]), ascii("é"), sorted({3, 1}), list(map(int, "123")), next(iter([]), "d"), isinstance(True, int), type(1) is int, id(1) == id(1))
print(slice(1, 2), slice(None), slice(1, 10, 2).indices(5), [1, 2, 3][slice(1, None)], slice(1) == slice(1))
class S:
    def __lt__(s, o): raise RuntimeError("cmp")
t(lambda: sorted([S(), S()]))
t(lambda: [1, 2].sort(key=lambda x: 1 / 0))
t(lambda: [1].sort(5))
def modsort():
    l = [3, 2, 1]
    l.sort(key=lambda x: l.append(1) or x)
t(modsort)
print(1, "a", None, [1], sep="|", end="!\n"); print(); print("x", end=""); print("y"); print(sep="z"); print(*[], sep="z"); print("a", "b", sep=""); print("a\nb"); print(1, flush=True); print("é", "日本")
t(lambda: print("a", sep=5))
t(lambda: print("a", end=5))
import sys
print("out", file=sys.stdout); sys.stdout.write("w\n")
print(sys.stdout.write("abc\n"))
t(lambda: b + "a")
t(lambda: b"a" + 1)
t(lambda: bytes("a"))
t(lambda: bytes([256]))
t(lambda: bytes(-1))
t(lambda: b[0:1] == "a")
t(lambda: b.index(b"z"))
t(lambda: "a" in b)
t(lambda: b.decode("zz"))
t(lambda: bytes.fromhex("zz"))
