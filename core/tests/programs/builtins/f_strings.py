def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


x, y, w, p = 3.14159, "text", 10, 2
d = {"k": "v", "n": [1, 2]}
print(f"{x:{w}.{p}f}|{x:>{w}}|{y!r:>{w}}|{y!s}|{'é'!a}|{x = }|{x=:.2f}|{y=!s}|{ y = }|{y=}")
print(f"{d["k"]} {d['n'][0]} {f"{f"{1 + 1}"}"} {'a' if x else 'b'} {(lambda q: q * 2)(3)} {{}} {{{w}}}")
print(f"{x!r:^{w + 5}}" f"{y:-^20}" "plain {no}" rf"\n{y}\d")
print(f"""multi
{y
 .upper()} line {
   w + 1
}""")
print(f"{'\n'.join(['a', 'b'])}", f"{"quote's"}", f'{y + "!"}')
print(f"{w:#x} {w:#b} {w:>+5} {w:05} {w:_} {1000000:,} {0.5:.0%} {w:{'>'}{8}}")
print(f"{x:.{p}}", f"{x:{p}}", f"{x:{''}}", f"{w:{w}{'d'}}")
print(f"{[i for i in range(3)]} {({1: 2})} { {1, 2} } {w,} {w, p}")
print(f"{x:=^20}", f"{y:\u2500^10}", f"{w!r}", f"{None} {True} {...}")
print(f"{(a := 5)} {a} {w:=5}", f"{w!s:>5}", f"{w != 5} {w == 10} {w <= 3}")
import datetime
print(f"{datetime.date(2024, 1, 2):%Y/%m/%d} {datetime.timedelta(hours=1)}")
print(f"{y:>{len(y) + 3}}", f"{y[1:3]} {y[::-1]} {y.upper()!r}")
print(f"{lambda_ if (lambda_ := 3) else 4}")
def fn(a, /, b=2): return f"{a=} {b=} {a+b=} {a + b = :>5} {fn.__name__=}"
print(fn(1))
print("{} {} {0}".format(1, 2) if False else "{1} {0} {1!r}".format("a", "b"))
print("{a.real} {b[0]} {c[k]} {c[n][1]} {:>{w}} {!r:>5}".format(1, "z", a=5, b=[7], c=d, w=4))
print("{0.__class__.__name__} {0:{1}}".format(5, ">4"), "{:{}{}}".format("x", "*^", 5))
t(lambda: "{} {}".format(1))
t(lambda: "{a}".format())
t(lambda: "{0} {}".format(1, 2))
t(lambda: "{".format())
t(lambda: "}".format())
t(lambda: "{!x}".format(1))
t(lambda: "{a.b}".format(a=1))
t(lambda: "{a[0]}".format(a={}))
t(lambda: "{0[a]}".format([1]))
t(lambda: "{:d}".format("s"))
t(lambda: "{:d}".format(1.5))
t(lambda: "{a!}".format(a=1))
t(lambda: "{a!rx}".format(a=1))
t(lambda: "{-1}".format(1))
t(lambda: "{x}".format_map({"x": 1}))
class Dd(dict):
    def __missing__(self, k): return f"<{k}>"
print("{a} {zz}".format_map(Dd(a=1)))
