import math
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
xs = [0.0, -0.0, 1e-300, 1e-20, 1e-10, 0.1, 0.25, 0.3, 0.5, 0.7, 0.84, 0.85, 1.0, 1.2, 1.25, 1.3, 1.5, 2.0, 2.5, 2.8, 2.9, 3.0, 3.3, 4.5, 5.0, 5.5, 6.0, 7.7, 10.0, 20.0, 22.5, 23.0, 24.0, 26.5, 27.9, 28.0, 50.5, 100.1, 140.0, 141.5, 150.3, 170.6, 171.0, 172.0, 180.5, 200.5, 201.5, 1e5, 1e300, math.inf, math.nan]
for n in ("erf", "erfc", "gamma", "lgamma"):
    f = getattr(math, n)
    for x in xs + [-x for x in (0.5, 2.0, 2.25, 30.0, math.inf)] + [i / 37 for i in range(1, 150)]:
        t(f"{n}({x})", lambda: f(x))
    t("a", lambda: f())
    t("b", lambda: f(1, 2))
    t("c", lambda: f("x"))
    t("d", lambda: f(x=1))
    t("e", lambda: f(None))
    t("f", lambda: f(True))
    t("g", lambda: f)
    t("h", lambda: f(10**400))
print([math.gamma(i) for i in range(1, 30)])
print([math.lgamma(i) for i in range(1, 30)])
