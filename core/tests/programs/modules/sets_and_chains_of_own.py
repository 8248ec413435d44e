from collections import ChainMap, OrderedDict
from collections.abc import MutableSet, Set, Sequence, Hashable
class OrderedSet(MutableSet):
    def __init__(self, iterable=None):
        self.end = end = []
        end += [None, end, end]
        self.map = {}
        if iterable is not None:
            self |= iterable
    def __len__(self): return len(self.map)
    def __contains__(self, key): return key in self.map
    def add(self, key):
        if key not in self.map:
            end = self.end
            curr = end[1]
            curr[2] = end[1] = self.map[key] = [key, curr, end]
    def discard(self, key):
        if key in self.map:
            key, prev, next = self.map.pop(key)
            prev[2] = next
            next[1] = prev
    def __iter__(self):
        end = self.end
        curr = end[2]
        while curr is not end:
            yield curr[0]
            curr = curr[2]
    def __reversed__(self):
        end = self.end
        curr = end[1]
        while curr is not end:
            yield curr[0]
            curr = curr[1]
    def pop(self, last=True):
        if not self: raise KeyError("set is empty")
        key = self.end[1][0] if last else self.end[2][0]
        self.discard(key)
        return key
    def __repr__(self):
        if not self: return f"{self.__class__.__name__}()"
        return f"{self.__class__.__name__}({list(self)!r})"
    def __eq__(self, other):
        if isinstance(other, OrderedSet): return len(self) == len(other) and list(self) == list(other)
        return set(self) == set(other)
s, t = OrderedSet("abracadaba"), OrderedSet("simsalabim")
print(s | t, s & t, s - t, s ^ t, s <= t, s == "x", s < OrderedSet("abrcdz"), list(reversed(s)))
print(["a", "q"] & s, ["q"] | s, ["a", "q"] - s, sorted(["q"] ^ s), s > {"a"}, {"a"} < s, s.isdisjoint("xyz"))
s |= "xyz"; print(s); s &= set("abxy"); print(s); s -= {"a"}; print(s); s ^= "bq"; print(s)
print(s.pop(), s.pop(last=False), s); s.remove("y")
try: s.remove("nope")
except KeyError as e: print("KeyError", e)
s.clear(); print(s)
for f in (lambda: s | 5, lambda: s < [1], lambda: s & None, lambda: hash(s), lambda: s.pop(), lambda: 5 - s):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Bag(Set):
    def __init__(self, it): self.items = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    __hash__ = Set._hash
print(len({Bag("ab"), Bag("ba"), frozenset("ab")}), Bag("ab") == frozenset("ab"), (Bag("abc") & ["c", "a"]).items, isinstance(Bag(""), Hashable))
class M(MutableSet):
    def __init__(self, it=()): self.d = dict.fromkeys(it)
    def __contains__(self, x): return x in self.d
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def add(self, x): self.d[x] = None
    def discard(self, x): self.d.pop(x, None)
m = M("abc"); print(m.pop(), list(m)); m.clear(); print(len(m))
try: m.pop()
except KeyError as e: print("empty", repr(e))
m |= "pq"; m -= m; print(list(m))
class Seq(Sequence):
    def __len__(self): return 4
    def __getitem__(self, i):
        if isinstance(i, slice): return [self[k] for k in range(*i.indices(4))]
        if i < -4 or i >= 4: raise IndexError(i)
        return i % 4 * 10
q = Seq()
print(q.index(20), q.index(30, -2), list(q), q[1:3], q.count(10), 30 in q, list(reversed(q)), q[-1])
try: q.index(0, 1)
except ValueError as e: print(repr(e))
a, b = ChainMap({"x": 1}, {"y": 2}), ChainMap({"y": 3})
print(a | b, b | a, {"z": 0, "x": 9} | a, a | {"x": 5}); a |= {"w": 1}; print(a)
try: a | [1]
except TypeError as e: print(e)
print(dict(a), a.pop("w"), a.popitem(), a, a.setdefault("k", 4), a.parents, a.get("zz", 0), len(a), "y" in a)
try: del a["y"]
except KeyError as e: print(e)


class Scope(ChainMap[str, int]):
    """A chain of named numbers."""


import queue

Jobs = queue.SimpleQueue[int]
jobs: Jobs = queue.SimpleQueue()
print(Jobs, queue.Queue[str], queue.PriorityQueue[tuple[int, str]], ChainMap[str, int])
print(Scope({"a": 1}, {"b": 2})["b"])
