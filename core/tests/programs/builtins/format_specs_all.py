import math
for spec in ["", "d", "5", "<5", ">5", "^5", "05", "+", " ", ",", "_", "x", "#x", "X", "o", "#o", "b", "#010b", "e", ".2e", "f", ".0f", "g", "%", "n", "c", "*^9d", "+,.2f", "=+8", "_b", "_x"]:
    try: print(repr(spec), repr(format(1234567 if spec != "c" else 65, spec)))
    except ValueError as e: print(repr(spec), e)
for spec in ["", ".3", "10.3f", "<10.2f", "+.1f", "e", ".3e", "g", ".3g", "G", "%", ".1%", ",", ",.2f", "_.1f", "08.2f", "z.0f", "#.0f", ">+10.1e", "n"]:
    for v in (1234.5678, -0.04, 1e20, float("inf"), float("nan"), 0.0, 1e-7):
        try: print(repr(spec), v, repr(format(v, spec)), end=" | ")
        except ValueError as e: print(repr(spec), e)
    print()
for spec in ["", "s", "10", ">10", "^10", "*^10", ".2", "10.2", "<5.1s", "-<8"]:
    print(repr(spec), repr(format("hello", spec)))
for bad in ["d", "=10", ",", "+", "5.2f", "010"]:
    try: print(repr(format("hi", bad)))
    except ValueError as e: print(bad, e)
for bad in [".2d", "s", ".3x", "q", ",x", "5,_d"]:
    try: print(repr(format(5, bad)))
    except ValueError as e: print(bad, e)
w, p = 10, 3
print(f"{math.pi:{w}.{p}f}|{'x':>{w}}|{5!r:>4}|{'é'!a}|{1=}|{w + p = }|{'a' 'b'}|{{}}|{p:0>4}")
print("{:>8} {:<8}|{0}".format("a", "b") if False else "{0:>8} {1:<8}|{0}".format("a", "b"))
print("{a.real} {b[k]} {c[0]}".format(a=5, b={"k": 1}, c=[9]), "{:{}}".format("x", 5), "{!r:^7}".format("q"))
print("%s %r %d %5.2f %-5s| %05d %x %X %o %e %g %% %c %+d %s" % ("a", "b", 3.9, 3.14159, "ab", 42, 255, 255, 8, 12345.678, 0.0001, "z", 5, [1]))
print("%(name)s is %(age)d" % {"name": "Bo", "age": 3}, "%s" % (1,), "%*d" % (5, 3), "%.3s" % "abcdef", "%i" % True, "%5s|%-5s|" % (1, 2), "%#x" % 255)
for bad, arg in [("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%q", 1), ("%(a)s", 3), ("%", 1), ("%c", "ab")]:
    try: print(bad % arg)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
for bad in ["{", "}", "{0} {}", "{a", "{!z}", "{0.x}", "{9}", "{k}"]:
    try: print(bad.format(1))
    except Exception as e: print(type(e).__name__, e)
from datetime import datetime, timedelta, date
d = datetime(2024, 3, 5, 14, 7, 9, 123456)
print(f"{d:%Y-%m-%d %H:%M:%S.%f}", f"{d:%A %d %B %Y, %I:%M %p}", f"{d}", f"{d:%j %U %w %y %b %a %x %X %c %%}", f"{timedelta(days=1, seconds=5)}")
print(f"{None} {True:>6} {True:d} {[1]!s:>5} {1.0} {1e16} {123456789012345678} {1.1+2.2}")
try: f"{[1]:>5}"
except TypeError as e: print(e)
try: f"{None:5}"
except TypeError as e: print(e)
class F:
    def __format__(self, s): return f"F({s})"
print(f"{F():abc}", format(F(), "z"), "{:q}".format(F()))
x = 5
print(f"{x!r:>3}{'':5}|{x:>+5}|{x:#06x}", f'{"nested " + f"{x}"}', f"{x
}")
print(f"{'a':>{'5'}}", f"{3.0:}", f"{10**20:,}", f"{-5:05d}", f"{5:^+7}", f"{255:#b}", f"{1/3:.50f}")
