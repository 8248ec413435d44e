import functools, operator, time
from functools import *
calls = []
@lru_cache(maxsize=2)
def f(x): calls.append(x); return x * x
f(1); f(2); f(1); f(3); f(2)
print(calls, f.cache_info(), f.cache_parameters()); f.cache_clear(); print(f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), fib.__name__, fib.__wrapped__(1))
@singledispatch
def show(x): return f"obj {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return "list " + ",".join(map(show, x))
@show.register(str | float)
def _(x): return f"sf {x}"
print(show(1), show([1, "a", 2.5, None]), show(True), show.dispatch(bool) is show.dispatch(int), sorted(k.__name__ for k in show.registry))
class C:
    @singledispatchmethod
    def m(self, x): return "base"
    @m.register
    def _(self, x: int): return "int"
    @cached_property
    def slow(self): calls.append("slow"); return 7
    @partialmethod
    def z(self): pass
    def base(self, a, b): return (a, b)
    half = partialmethod(base, 1)
c = C(); print(c.m(1), c.m("s"), c.slow, c.slow, calls[-1], c.__dict__, c.half(2))
p = partial(int, base=2); print(p("101"), p.func, p.args, p.keywords, partial(pow, 2)(5), p)
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, [], 5))
try: reduce(operator.add, [])
except TypeError as e: print(e)
def deco(fn):
    @wraps(fn)
    def w(*a, **k):
        "wdoc"
        return fn(*a, **k)
    return w
@deco
def hi(name: str) -> str:
    "says hi"
    return "hi " + name
print(hi.__name__, hi.__doc__, hi.__wrapped__.__name__, hi.__annotations__, hi("x"))
@total_ordering
class N:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(N(1) <= N(1), N(2) > N(1), N(1) >= N(2))
print(sorted(["b", "A", "c"], key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
from functools import Placeholder
print(partial(pow, Placeholder, 2)(7))
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("v")(N(4)), operator.methodcaller("upper")("q"), operator.mul(3, 4), operator.contains([1], 1))
