def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__ + ":", e)

l = [3, 1, 2]
l.append(4); l.extend("ab"); l.insert(0, 9); l.insert(100, 8); l.insert(-1, 7); print(l, l.pop(), l.pop(0), l.index(1), l.count(1), l.remove("a"), l); l.reverse(); print(l); l.sort(key=str); print(l, l.copy(), l.clear(), l)
t(lambda: [].pop()); t(lambda: [1].pop(5)); t(lambda: [1].remove(2)); t(lambda: [1].index(2)); t(lambda: [1, 2].index(1, 1)); t(lambda: [1, "a"].sort()); t(lambda: [1].extend(1)); t(lambda: [1].insert("a", 1)); t(lambda: [1].pop("a")); t(lambda: [1].append()); t(lambda: [1].append(1, 2)); t(lambda: [3, 1].sort(reverse="a")); t(lambda: [].sort(1)); t(lambda: [].sort(cmp=1)); t(lambda: [1].foo()); t(lambda: (1).append); t(lambda: [].add(1)); t(lambda: {}.append(1)); t(lambda: set().append(1)); t(lambda: "".push()); t(lambda: [].length)
l = list(range(10)); l[2:5] = "xy"; print(l); l[::3] = [0] * len(l[::3]); print(l); del l[1:3]; print(l); del l[::2]; print(l); l[1:1] = [7, 8]; l[:0] = [5]; l[len(l):] = [6]; print(l); l[-2:] = []; print(l); l[3:1] = ["q"]; print(l)
def f(): l[::2] = [1]
t(f)
def f(): l[0:2] = 5
t(f)
def f(): l[50] = 1
t(f)
def f(): del l[50]
t(f)
def f(): l["a"] = 1
t(f)
def f(): l[::0]
t(f)
def f(): (1, 2)[0] = 1
t(f)
def f(): "ab"[0] = "c"
t(f)
def f(): del (1, 2)[0]
t(f)
def f(): del "ab"[0]
t(f)
def f(): range(3)[0] = 1
t(f)
def f(): b"a"[0] = 1
t(f)
def f(): {1, 2}[0]
t(f)
def f(): {}.pop("k")
t(f)
def f(): {}.popitem()
t(f)
def f(): set().pop()
t(f)
def f(): {1}.remove(2)
t(f)
def f(): a, b = 1
t(f)
def f(): a, b = [1]
t(f)
def f(): a, b = [1, 2, 3]
t(f)
def f(): a, *b, c = [1]
t(f)
def f(): a, b, c = "ab"
t(f)
def f(): (a, b), c = [1, 2]
t(f)
def f(): a, b = {1: 2, 3: 4, 5: 6}
t(f)
def f(): a, b = iter([1, 2, 3])
t(f)
def f(): [a, b] = None
t(f)
a, *b = "abc"; *c, d = [1]; (e, (f_, *g)), h = ((1, (2, 3)), 4), 5
print(a, b, c, d, e, f_, g, h)
d = {"b": 1, "a": 2}; d["c"] = 3; d["b"] = 9; print(d, list(d), d.keys(), d.values(), d.items(), list(reversed(d)), d.get("z"), d.get("z", 0), d.setdefault("q", []), d.pop("q"), d.pop("zz", None), d.popitem(), d)
d.update(x=1, y=2); d.update([("z", 3)]); d |= {"w": 4}; print(d | {"b": 0}, {"n": 1} | d, d == dict(reversed(list(d.items()))), len(d), "b" in d, dict.fromkeys("ab", 0), dict(a=1, **{"b c": 2}), dict(zip("ab", [1, 2])))
k = d.keys(); print(k & {"a", "b"}, sorted(k | {"k"}), sorted(k - {"a"}), sorted(k ^ {"a", "n"}), k.isdisjoint({"n"}), d.items() & {("a", 2)}, "a" in k, len(k), k == set(k), type(k), k.mapping["a"]); d["new"] = 1; print(k)
def f():
    for q in d: d[q + "!"] = 1
t(f)
def f():
    dd = {1: 1, 2: 2}
    for q in dd: del dd[q]
t(f)
def f():
    s = {1, 2}
    for q in s: s.add(q + 10)
t(f)
t(lambda: {} | []); t(lambda: {}.update(1)); t(lambda: {}.update([1])); t(lambda: {}.update([(1,)])); t(lambda: {**1}); t(lambda: dict(**{"a": 1}, a=2)); t(lambda: {}.foo); t(lambda: {}.get()); t(lambda: {}.setdefault()); t(lambda: {}.pop()); t(lambda: dict(a=1).a); t(lambda: d.keys()[0]); t(lambda: {(1, [2]): 3}); t(lambda: {1: 2}.has_key(1)); t(lambda: {}.iteritems()); t(lambda: {}.keys() + {}.keys()); t(lambda: dict.fromkeys(1)); t(lambda: {"a": 1} < {"a": 2}); t(lambda: {slice(1): 2})
a, b = {1, 2, 3}, {2, 3, 4}; print(a & b, a | b, a - b, a ^ b, a < b, a <= {1, 2, 3, 4}, a > {1}, a.isdisjoint({9}), a.issubset(b), a.issuperset([1]), a.union([9], (8,)), a.intersection([1, 2], [2]), a.difference([1]), a.symmetric_difference([3, 7]))
a |= {7}; a &= {1, 2, 7}; a -= {1}; a ^= {2, 5}; print(a); a.update("x", [1]); a.discard(99); a.difference_update([1]); a.intersection_update([7, 5, "x"]); a.symmetric_difference_update([5]); print(a, frozenset([1]), set(), frozenset(), {1} == frozenset([1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), type({1} | frozenset([2])), type(frozenset([2]) | {1}))
t(lambda: {1} | [2]); t(lambda: {1} < [2]); t(lambda: {1} & 3); t(lambda: {1}.union(3)); t(lambda: {[1]}); t(lambda: frozenset([1]).add(2)); t(lambda: set([[1]])); t(lambda: set(1, 2)); t(lambda: {1} - {1: 2}); t(lambda: [] in {1}); t(lambda: {1}.discard([])); t(lambda: {1}.add({}))
x = [1]; x.append(x); print(x); y = {}; y["me"] = y; print(y); z = ([],); z[0].append(z); print(z); from collections import *; dq = deque([1]); dq.append(dq); print(dq); od = OrderedDict(a=1); od["s"] = od; print(od); dfd = defaultdict(list); dfd["x"] = dfd; print(dfd)
print(sorted([("b", 1), ("a", 2), ("a", 1)], key=lambda p: p[0]), sorted("bAc", key=str.lower, reverse=True), sorted([3, 1, 2], reverse=True), sorted([(1, "b"), (0, "x"), (1, "a")], key=lambda p: -p[0]), sorted({"b": 1, "a": 2}), sorted([True, 0, 2.5]), min("b", "a"), max([1, 5], [1, 4]), max("ab", "abc", key=len), min([], default=None), max({1: 5, 2: 3}, key=lambda k: k), max([(1, "x"), (1, "y")], key=lambda p: p[0]))
print([1, 2] == [1, 2.0], [1] < [1, 0], (1, 2) < (1, 3), [1, 2] * 2, [[]] * 2, [1] + [2], 3 * (1,), list("ab"), tuple([1]), (1,), (), [i for i in range(3) if i % 2 == 0], {i: i * i for i in range(3)}, {i % 2 for i in range(5)}, [(i, j) for i in range(2) for j in range(i + 1)], any([]), all([]), any([0, 1]), list(enumerate("ab", 1)), list(zip("ab", [1, 2], (3, 4))), list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2])), sum([[1], [2]], []))
