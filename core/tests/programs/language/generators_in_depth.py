def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__ + ":", e)

def g():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
        return "ret"
    except ValueError as e:
        print("VE", e); yield "recovered"
    finally: print("fin")
a = g(); print(next(a), a.send("A"));
try: a.send("B")
except StopIteration as e: print("SI", e.value, e.args)
t(lambda: next(a)); print(next(a, "dflt"))
b = g(); t(lambda: b.send(1)); print(next(b), b.throw(ValueError("boo"))); t(lambda: next(b))
c = g(); next(c); print(c.close()); t(lambda: next(c)); print(c.close())
d = g(); t(lambda: d.throw(KeyError("k"))); t(lambda: next(d))
def ign():
    while True:
        try: yield 1
        except GeneratorExit: yield 2
e = ign(); next(e); t(e.close)
def retclose():
    try: yield 1
    except GeneratorExit: return "closed value"
f = retclose(); next(f); print(f.close())
def sub():
    r = yield "s1"; print("sub got", r)
    try: yield "s2"
    except RuntimeError as e: print("sub caught", e); yield "s3"
    return "subret"
def outer():
    v = yield from sub(); print("v", v)
    w = yield from [10, 20]; print("w", w)
    yield from "ab"
    return 9
o = outer(); print(next(o), o.send("hey"), o.throw(RuntimeError("rt")), list(o))
def si(): yield 1; raise StopIteration("inner")
s = si(); next(s)
try: next(s)
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def selfcall():
    yield next(me)
me = selfcall(); t(lambda: next(me))
print(type(g()).__name__, g().__name__, g.__name__, g().gi_running, g().gi_frame is not None)
import inspect
q = g(); print(inspect.getgeneratorstate(q)); next(q); print(inspect.getgeneratorstate(q)); q.close(); print(inspect.getgeneratorstate(q))
print(sum(x * x for x in range(5)), list(x for x in (y for y in "ab")), (i for i in range(2)).__name__)
it = iter([1, 2, 3]); print(next(it), list(it), list(it), it.__length_hint__())
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 10)), list(itertools.takewhile(lambda x: x < 30, fib())))
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(3)))
def thr():
    try: yield 1
    finally: yield 2
h = thr(); next(h); print(h.throw(ValueError)); t(lambda: next(h))
t(lambda: g().throw(3)); t(lambda: g().throw(ValueError, "msg")); t(lambda: g().throw("x"))
def nested_close():
    def inner():
        try: yield 1
        finally: print("inner fin")
    try: yield from inner()
    finally: print("outer fin")
n = nested_close(); next(n); n.close()
n = nested_close(); next(n); del n; print("deleted")
for x in nested_close(): break
print("loop")
class It:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 3: raise StopIteration
        return s.n
print(list(It()), max(It()), dict(zip(It(), "abc")), [*It(), *It()], 2 in It())
def yf(): x = yield from It(); print("x", x); yield "e"
print(list(yf()))
def yf2(): yield from 5
t(lambda: next(yf2()))
def yf3():
    it = It(); yield from it
z = yf3(); next(z); t(lambda: z.send(5))
z = yf3(); next(z); t(lambda: z.throw(ValueError("tv")))
print([x for x in iter(lambda it=iter("abcXd"): next(it), "X")])
acc = (print("lazy", i) for i in range(2)); print("made"); next(acc); next(acc); t(lambda: next(acc))
def w():
    total = 0
    while (v := (yield total)) is not None: total += v
    return total
k = w(); next(k); k.send(3); print(k.send(4))
try: k.send(None)
except StopIteration as e: print(e.value)
t(lambda: list(zip([1, 2], [1], strict=True))); t(lambda: list(zip([1], [1, 2], strict=True))); t(lambda: list(zip([1], [1], [1, 2], strict=True)));t(lambda: list(zip([1,2], [1,2], [1], strict=True)))
t(lambda: list(map(lambda a, b: a, [1, 2], [1], strict=True)))
