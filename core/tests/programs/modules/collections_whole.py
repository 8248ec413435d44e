from collections import *
import collections
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, d.maxlen); d.rotate(1); print(d, d[0], d[-1], list(reversed(d)))
d.extend([7, 8]); d.extendleft([9]); print(d, d.count(9), d.index(7)); d.remove(7); d.insert(1, 5); print(d); d.clear(); print(d, bool(d))
try: d.pop()
except IndexError as e: print(e)
try: d.popleft()
except IndexError as e: print(e)
c = Counter("mississippi"); print(c, c.most_common(2), c["z"], sum(c.values()), list(c.elements())[:3], c.total())
c.update("mm"); c.subtract({"s": 1}); print(c, c + Counter(a=1), c - Counter(m=2), Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=1) | Counter(b=2), +Counter(a=-1, b=1))
dd = defaultdict(list); dd["x"].append(1); dd["y"]; print(dd, dict(dd), dd.default_factory, "z" in dd, dd.get("q"))
di = defaultdict(lambda: 5); print(di["a"], len(di)); dc = defaultdict(int); dc["k"] += 1; print(dc)
od = OrderedDict(a=1, b=2); od.move_to_end("a"); print(od, od.popitem(last=False), list(od)); od["z"] = 1; od.move_to_end("z", last=False); print(od, od == {"z": 1, "a": 1})
Pt = namedtuple("Pt", "x y", defaults=[0]); p = Pt(1); print(p, p.x, p._asdict(), p._replace(x=5), Pt._make([3, 4]), Pt._fields, p + (1,), Pt(y=1, x=2))
try: p.x = 3
except AttributeError as e: print(e)
try: Pt()
except TypeError as e: print(e)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], cm["b"], dict(cm), cm.maps, cm.new_child({"c": 4})["c"], cm); cm["b"] = 9; print(cm.maps[0], len(cm), list(cm))
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = UD(a=1); u["b"] = 2; print(u, u.data, "A" in u)
class UL(UserList): pass
print(UL([3, 1]) + [2], sorted(UL([3, 1])), len(UL("ab")))
class Miss(dict):
    def __missing__(self, k): return k * 2
print(Miss()["ab"], Miss(a=1))
class LRU(OrderedDict):
    def __init__(self, cap): super().__init__(); self.cap = cap
    def put(self, k, v):
        self[k] = v; self.move_to_end(k)
        if len(self) > self.cap: self.popitem(last=False)
l = LRU(2); [l.put(i, i) for i in range(4)]; print(l)
print(Counter(["a", "b", "a"]).items(), Counter(a=1) == Counter({"a": 1, "b": 0}), Counter(a=2) <= Counter(a=3))
try:
    for k in dd: dd[k + "1"] = 0
except RuntimeError as e: print(e)
try:
    dq = deque([1, 2])
    for x in dq: dq.append(x)
except RuntimeError as e: print(e)
