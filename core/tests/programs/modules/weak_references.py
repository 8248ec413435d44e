import weakref, asyncio
class Node:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Node({self.n})"
a = Node(1)
r = weakref.ref(a, lambda ref: print("callback", ref() is None))
print(r() is a, r == weakref.ref(a), hash(r) == hash(a))
del a
print(r(), r.__callback__)
ws = weakref.WeakSet(); x = Node(2); ws.add(x); ws.add(x); print(len(ws), x in ws, list(ws)); del x; print(len(ws))
d = weakref.WeakValueDictionary(); v = Node(3); d["k"] = v; print(d["k"], dict(d), "k" in d); v = None; print(len(d), "k" in d, d.get("k"))
try: d["k"]
except KeyError as e: print("KeyError", e)
k = weakref.WeakKeyDictionary(); key = Node(4); k[key] = "data"; print(k[key], len(k), list(k.items())); del key; print(len(k))
for bad in (5, "s", [], {}, (), None):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
p = Node(5); q = weakref.proxy(p); print(q.n, str(q)); q.n = 6; print(p.n); del p
try: q.n
except ReferenceError as e: print(e)
o = Node(7); f = weakref.finalize(o, print, "finalized", 7); print(f.alive); del o; print(f.alive)
class M:
    def hi(self): return "hi"
m = M(); wm = weakref.WeakMethod(m.hi); print(wm()()); del m; print(wm())
class D:
    def __del__(self): print("del")
z = D(); rz = weakref.ref(z, lambda _: print("cb")); del z; print(rz())
print(vars(Node(1)))
