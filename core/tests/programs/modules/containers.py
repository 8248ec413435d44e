import collections, itertools, functools, heapq, bisect, copy, operator
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# subclassing
class Stack(list):
    def __init__(self, items=(), name="s"):
        super().__init__(items)
        self.name = name
    def push(self, x): self.append(x)
s = Stack([1,2]); s.push(3); print(s, len(s), s.name, s[1:], isinstance(s, list), s == [1,2,3], s + [4], sorted(s, reverse=True))
for x in s: print(x, end=" ")
print()
class D(dict):
    def __missing__(self, k): return k*2
d = D(a=1); print(d["a"], d["zz"], d.get("zz"), "zz" in d, d, dict(d), {**d}, list(d.items()))
class S(set):
    pass
q = S([3,1,2]); print(q | {5}, type(q | {5}).__name__, q & {1}, len(q), 3 in q); q.add(9); print(sorted(q))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a,b))
    @property
    def x(self): return self[0]
t1 = T(1,2); print(t1, t1.x, t1 == (1,2), hash(t1)==hash((1,2)), t1 + (3,))
class DD(collections.defaultdict): pass
dd = DD(list); dd["a"].append(1); dd["b"]; print(dd, dd.keys(), list(dd))
dq = collections.deque([1,2,3], maxlen=3); dq.append(4); print(dq, dq[0], dq[-1], len(dq), bool(collections.deque()), 3 in dq); dq.rotate(1); print(dq); dq.rotate(-2); print(dq); dq.extendleft([7,8]); print(dq, list(reversed(dq)), dq.index(7), dq.count(7), dq.maxlen); dq[1]=5; del dq[0]; print(dq, dq == collections.deque([5, 4]), dq + collections.deque([1]), dq*2, dq.copy()); dq.insert(1, "x"); print(dq); t(lambda: dq.insert(0,1)); dq.remove("x"); dq.reverse(); print(dq); dq.clear(); print(dq)
class MyDeque(collections.deque):
    def peek(self): return self[0]
m = MyDeque([1,2]); m.append(3); print(m, m.peek(), list(m), len(m), m.popleft(), m.pop(), 2 in m)
c = collections.Counter("abracadabra"); print(c, c.most_common(2), c["z"], sum(c.values()), c.total(), sorted(c.elements())); c.update("aa"); c.subtract({"b": 5}); print(c, +c, -c, c & collections.Counter(a=3), c | collections.Counter(z=3), c + collections.Counter(a=1)); del c["nope"]; print(c == collections.Counter(c), dict(c))
od = collections.OrderedDict([("a",1),("b",2),("c",3)]); od.move_to_end("a"); print(od); od.move_to_end("c", last=False); print(od, od.popitem(), od.popitem(last=False), od, list(reversed(od)), od == {"b":2}); t(lambda: od.move_to_end("q"))
P = collections.namedtuple("P", "x y z", defaults=[0]); p = P(1, y=2); print(p, p.x, p._asdict(), p._replace(x=5), P._fields, P._make([1,2,3]), p[1], *p, p == (1,2,0), hash(p) == hash((1,2,0))); x, y, z = p; print(x, y, z)
match p:
    case P(x=1, y=yy): print("matched", yy)
class Pt(collections.namedtuple("Pt", ["x", "y"])):
    def norm(self): return self.x + self.y
print(Pt(1,2).norm(), Pt(1,2), Pt(x=3, y=4))
cm = collections.ChainMap({"a":1}, {"a":2,"b":3}); print(cm["a"], cm["b"], len(cm), list(cm), cm, cm.new_child({"c":1}), cm.parents); t(lambda: cm["q"])
cm["z"] = 1; print(cm.maps)
ud = collections.UserDict(a=1); ud["b"] = 2; print(ud, len(ud), "a" in ud, list(ud.items()))
h = [5,3,8,1,9,2]; heapq.heapify(h); print(h, heapq.heappop(h), h); heapq.heappush(h, 0); print(h, heapq.heappushpop(h, 4), heapq.heapreplace(h, 7), h, heapq.nlargest(2,h), heapq.nsmallest(2,h,key=lambda v:-v), list(heapq.merge([1,4],[2,3],[0,9])), list(heapq.merge([4,1],[3,2],reverse=True)))
class Job:
    def __init__(self, p, n): self.p, self.n = p, n
    def __lt__(self, o): return self.p < o.p
    def __repr__(self): return self.n
hh = []
for i, pr in enumerate([3,1,2,1,3,1,2,2]): heapq.heappush(hh, Job(pr, f"j{i}"))
print([heapq.heappop(hh) for _ in range(8)])
print(bisect.bisect_left([1,2,2,3],2), bisect.bisect([1,2,2,3],2)); l=[1,3]; bisect.insort(l,2); print(l)
a = [1,[2,3],{"k":[4]}]; b = copy.copy(a); cc = copy.deepcopy(a); b[1].append(9); print(a, cc)
class N:
    def __init__(self, v): self.v = v; self.me = self
    def __repr__(self): return f"N({self.v})"
n = N([1]); n2 = copy.deepcopy(n); n2.v.append(2); print(n, n2, n2.me is n2, copy.copy(n).v is n.v)
print(copy.deepcopy(p), copy.deepcopy(dd), copy.copy(s), copy.deepcopy(s).name)
