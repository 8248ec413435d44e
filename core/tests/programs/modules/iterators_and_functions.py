import itertools as it, functools, operator
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(it.islice(it.count(3,2),4)), list(it.islice(it.cycle("ab"),5)), list(it.repeat(1,3)), list(it.chain([1],"ab",(2,))), list(it.chain.from_iterable([[1],[2,3]])))
print(list(it.islice(range(10),2,8,3)), list(it.islice(range(10),None)), list(it.islice(range(10),3,None)), list(it.zip_longest([1,2,3],"a",fillvalue="-")))
print(list(it.product("ab",[1,2])), list(it.product([0,1],repeat=2)), list(it.product()), list(it.permutations("abc",2)), list(it.permutations([1,2,3])), list(it.permutations([1],2)), list(it.permutations([],0)))
print(list(it.combinations("abcd",2)), list(it.combinations("ab",0)), list(it.combinations_with_replacement("abc",2)), list(it.combinations([1],2)), len(list(it.permutations(range(5)))))
print(list(it.accumulate([1,2,3,4])), list(it.accumulate([3,1,2],max)), list(it.accumulate([],initial=5)), list(it.accumulate("abc")))
print([(k,list(g)) for k,g in it.groupby("aabbbca")], [(k,[x for x in g]) for k,g in it.groupby([1,3,2,4,5],lambda x:x%2)])
g = it.groupby("aab"); k1,g1 = next(g); k2,g2 = next(g); print(list(g1), list(g2))
print(list(it.takewhile(lambda x:x<3,[1,2,3,1])), list(it.dropwhile(lambda x:x<3,[1,2,3,1])), list(it.filterfalse(None,[0,1,2])), list(it.starmap(pow,[(2,3),(3,2)])), list(it.pairwise([1,2,3])), list(it.batched("abcdefg",3)), list(it.compress("abcd",[1,0,1,0])))
a,b = it.tee([1,2,3]); print(next(a),next(a),list(b),list(a))
print(list(zip([1,2],"ab")), list(zip()), dict(zip("ab",[1,2])), list(map(lambda a,b:a+b,[1,2],[10,20])), list(filter(None,[0,1,"",2])), list(enumerate("ab",5)))
class Countdown:
    def __init__(self,n): self.n=n
    def __iter__(self): return self
    def __next__(self):
        if self.n<=0: raise StopIteration
        self.n-=1
        return self.n
print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(4)), 2 in Countdown(4), sorted(Countdown(3)), [*Countdown(2)], tuple(Countdown(2)), set(Countdown(3)), dict.fromkeys(Countdown(2)))
class Seq:
    def __getitem__(self,i):
        if i>3: raise IndexError
        return i*i
print(list(Seq()), 4 in Seq(), list(reversed([1,2])), list(iter(lambda c=it.count(): next(c), 3)))
def gen():
    try:
        x = yield 1
        print("got", x)
        yield 2
    finally: print("closed")
g = gen(); print(next(g), g.send("hi")); g.close(); t(lambda: next(g)); print(next(g,"def"))
def bad():
    yield 1
    raise StopIteration
t(lambda: list(bad()))
for x in (i for i in range(3)): print(x, end=",")
print()
f = functools.partial(lambda *a,**k:(a,k),1,z=2); print(f(3,y=4), f.args, f.keywords)
g2 = functools.partial(f, 9); print(g2.args, g2())
print(functools.reduce(operator.add,[1,2,3]), functools.reduce(lambda a,b:a*b,[],7)); t(lambda: functools.reduce(operator.add,5))
@functools.lru_cache(maxsize=2)
def sq(x):
    print("calc",x); return x*x
print(sq(1),sq(1),sq(2),sq(3),sq(1),sq.cache_info()); sq.cache_clear(); print(sq.cache_info(), sq.__name__, sq.__wrapped__(4))
@functools.cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(50), fib.cache_info())
class A:
    def __init__(self): self.calls=0
    @functools.cached_property
    def v(self): self.calls+=1; return 42
    @functools.lru_cache
    def m(self,x): return x+1
a=A(); print(a.v,a.v,a.calls,a.__dict__,a.m(1),a.m(1),A.m.cache_info())
@functools.total_ordering
class V:
    def __init__(self,v): self.v=v
    def __eq__(self,o): return self.v==o.v
    def __lt__(self,o): return self.v<o.v
print(V(1)<=V(1),V(2)>V(1),V(2)>=V(3),V(1)!=V(2), max(V(1),V(5)).v, sorted([V(3),V(1)],key=lambda v:v)[0].v)
@functools.singledispatch
def show(x): return f"obj {x}"
@show.register
def _(x:int): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x): return f"seq {len(x)}"
@show.register
def _(x: str | bytes): return "text"
print(show(1.5),show(2),show([1]),show((1,2)),show(True),show("a"),show(b""))
class Fmt:
    @functools.singledispatchmethod
    def f(self,x): return "?"
    @f.register
    def _(self,x:int): return "i"
print(Fmt().f("a"),Fmt().f(3))
def deco(fn):
    @functools.wraps(fn)
    def w(*a,**k):
        "inner"
        return fn(*a,**k)
    return w
@deco
def hello(a: int, b="x") -> str:
    "doc"
    return a
print(hello.__name__, hello.__doc__, hello.__wrapped__.__name__, hello(5), hello.__annotations__, hello.__qualname__)
print(sorted(["b","A","c"],key=str.lower), sorted([(1,"b"),(1,"a")],key=lambda p:p[0]), sorted([3,1,2],key=functools.cmp_to_key(lambda a,b:b-a)), sorted("hello"), sorted([1.5,True,0]), sorted([[2],[1,5],[1]]))
t(lambda: sorted([1,None])); t(lambda: [3,"a"].sort()); t(lambda: max([1],[2],key=len)); t(lambda: max({"a":3,"b":5}.items(), key=lambda kv: kv[1]))
print(any(x>2 for x in [1,2,3]), all([]), sum([[1],[2]],[]), sum([0.1]*3), divmod(-7,2), pow(2,10,1000), abs(-3), round(2.675,2), round(5.5), min("b","a"), min([3,1],default=0), callable(len), hex(255), chr(97), ord("a"))
print(operator.itemgetter(1,2)("abc"), operator.attrgetter("n")(Countdown(3)), operator.methodcaller("upper")("x"))
x = [1,2,3]; it1 = iter(x); next(it1); x.append(4); print(list(it1), list(it1)); x.append(5); print(list(it1))
print(it1.__length_hint__(), operator.length_hint([1,2]))
print(repr(globals()["x"]), "x" in dir(), isinstance(vars(), dict), vars(a)["calls"], sorted(locals())[:1])
def loc(a, b=2):
    c = 3
    return locals()
print(loc(1)); print(getattr(a,"nope","dflt"), hasattr(a,"v")); setattr(a,"k",1); delattr(a,"k"); t(lambda: a.k); t(lambda: delattr(a,"k"))
