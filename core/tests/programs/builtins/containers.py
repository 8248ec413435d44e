def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {"a":1,"b":2}; print(d.keys()&{"a"}, d.items()>={("a",1)}, d.keys()-{"a"}, "a" in d.keys(), ("a",1) in d.items(), 2 in d.values(), list(reversed(d)), list(reversed(d.items())), len(d.values()), d.keys()=={"a","b"}, d.items() == {"a":1,"b":2}.items())
d.update({"c":3}, z=4); d |= {"q":1}; print(d, d | {"a":0}, d.pop("z"), d.pop("zz",None), d.setdefault("n",[]), d.popitem()); t(lambda: d.pop("nope"))
d2 = dict([("x",1),["y",2]], w=3); print(d2, dict(d2), dict.fromkeys("ab",0), {k:v for k,v in d2.items()}, d2 == {"y":2,"w":3,"x":1}); del d2["x"]; d2["x"]=9; print(d2, next(iter(d2)))
t(lambda: {}["k"]); t(lambda: {1:2}[(1,)])
for k in list(d2): del d2[k]
print(d2, {1:"a", 1.0:"b", True:"c"}, {(1,2):3}[(1,2)], {frozenset([1]):2})
print({1,2}|{3}, {1,2,3}&{2,3}, {1,2,3}-{1}, {1,2}^{2,3}, {1}<{1,2}, {1,2}>={1}, {1}.isdisjoint({2}), {3,1,2}, set("hello"), frozenset([1,2])==({1,2}), {1,2}=={2,1}, {"b","a"})
s = {"x","y"}; s.add("z"); s.discard("x"); s.update("ab",["c"]); print(s, len(s)); s -= {"a"}; s ^= {"y","w"}; s &= {"z","w","c"}; s |= {"m"}; print(s, s.pop(), s)
t(lambda: s.remove("none")); print({1:2}.items() ^ {(3,4)}, s.union([1],[2]), s.intersection(["w"]), s.difference("w"), s.symmetric_difference(["w","k"]), s.issubset(["w","c","m","k"]), s.issuperset([]))
l = [3,1,2]; l.sort(); l.insert(1,9); l.insert(-1,8); l.insert(100,7); print(l, l.index(9), l.count(3), l.pop(0), l.pop(), l); l.remove(9); l.extend("ab"); l.extend(l); l += (1,); l *= 2; print(l); l.reverse(); l[1:3]=["n"]; del l[::2]; print(l, l.copy() == l, [1,2]<[1,3], [1]*3, [[0]*2 for _ in range(2)]); l.clear(); print(l)
t(lambda: [1].index(5)); t(lambda: [1].remove(5)); t(lambda: [].pop()); t(lambda: [1][5]); t(lambda: (1,)[3]); t(lambda: [1]["a"]); t(lambda: [1]+(2,)); t(lambda: [1].extend(3))
a,*b,c = [1,2,3,4]; print(a,b,c,(1,2,3).count(2),(1,2,3).index(3), tuple("ab"), ()+(1,), (1,)*3, (1,2)<(1,2,3))
def mod():
    for k in d: d[k+"!"]=1
t(mod)
def mod2():
    for k in s: s.add(k+"!")
t(mod2)
x = [1]; x.append(x); print(x); e = {}; e["e"]=e; print(e, {1:x.copy()})
print([i for i in {10,20,30}], [i for i in {"k":1}], list({5:1,3:2}), sorted({3,1,2}, reverse=True), min({4,2}), {1:[2,{3}]})
class K:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return isinstance(o,K) and s.v==o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return f"K{s.v}"
print({K(1):1, K(1):2, K(2):3}, K(1) in {K(1)}, {K(1),K(1)}, [K(1),K(2)].index(K(2)), K(3) in [K(3)])
class E:
    def __eq__(s,o): return True
t(lambda: {E():1}); t(lambda: hash(E()))
print("a", "b", sep="-", end="!\n"); print(); print(None, True, 1.0, "q", [None], ("x",), sep=", "); print(*[1,2,3]); print("x\ny"); print("no newline", end=""); print(" end")
import sys
print("err", file=sys.stderr); print("out", file=sys.stdout, flush=True)
class W:
    def __init__(s): s.parts=[]
    def write(s,x): s.parts.append(x)
w = W(); print(1,2,file=w); print(w.parts)
print(list(range(10,0,-3)), range(5)[::-1], len(range(0,10,3)), 4 in range(0,10,2), list(reversed(range(5))), range(3)==range(0,3), sum(range(101)))
print(isinstance(1,(int,str)), isinstance(True,int), issubclass(bool,int), isinstance([],(tuple,list)), isinstance(None,type(None)), isinstance(3, int|str), type(3).__name__, type([]) is list)
print([1,2,3]==[1,2,3.0], (1,)==[1], {}=={}, [] is [], "a" in "abc", 1 in [1.0], None in [0,None])
print(f"{[1,2]} {({1:2})} {(1,)}", str({1}), repr("a'b"), [1,"a",None,2.5], {"k":"v"}, str(()), [()], {None:1})
n = 0
for a, (b, c) in [(1,(2,3)),(4,(5,6))]: n += a*b*c
print(n, [(i,j) for i in range(2) for j in range(2) if i!=j], {i%3 for i in range(10)}, {i:i*i for i in range(3)})
it = iter([1,2]); print(next(it), next(it), next(it,"end")); t(lambda: next(it))
print(dict(a=1, **{"b":2}), [*"ab",*[1]], {*[1],*[2]}, {**{"a":1},**{"a":2}})
print(list(dict(b=1,a=2).values()), sorted({"b":1,"a":2}.items(), key=lambda kv: kv[1], reverse=True), max({"a":1,"b":5}, key={"a":1,"b":5}.get))
