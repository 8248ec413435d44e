# A vector class, large numbers, rounding, and layouts of text.
def show(s, f):
    try: print(s, repr(f()))
    except BaseException as e: print(s, type(e).__name__, e)
show(1, lambda: (int | str) == (str | int))
show(2, lambda: (list[int] == list[int], list[int] != list[str], dict[str, int] == dict[str, int]))
import json, math, random
show(3, lambda: json.loads("[" * 400 + "]" * 400) and 1)
class Vec:
    def __init__(self, *v): self.v = v
    def __repr__(self): return f"{type(self).__name__}{self.v}"
    def __add__(self, o):
        if not isinstance(o, Vec): return NotImplemented
        return Vec(*[a + b for a, b in zip(self.v, o.v)])
    def __mul__(self, k): return Vec(*[a * k for a in self.v])
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, Vec) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __iter__(self): return iter(self.v)
    def __len__(self): return len(self.v)
    def __getitem__(self, i): return self.v[i]
    def __contains__(self, x): return x in self.v
    def __bool__(self): return any(self.v)
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __abs__(self): return math.hypot(*self.v)
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))
    def __format__(self, spec): return "<" + ", ".join(format(c, spec) for c in self.v) + ">"
    def __lt__(self, o): return abs(self) < abs(o)
    def __call__(self, x): return x
    def __reversed__(self): return reversed(self.v)
    def __round__(self, n=0): return Vec(*[round(c, n) for c in self.v])
v, w = Vec(1, 2), Vec(3, 4.5)
show(4, lambda: (v + w, v * 3, 3 * v, v - w, -v, v == Vec(1, 2), v != w, hash(v) == hash(Vec(1, 2)), list(v), len(v), v[0], v[-1:], 2 in v, bool(Vec(0, 0)), abs(Vec(3, 4)), v @ w, f"{w:.2f}", f"{v}", v < w, w > v, sorted([w, v]), v(5), list(reversed(v)), round(Vec(1.234, 5.678), 1), {v: 1}[Vec(1, 2)], max(v, w)))
show(5, lambda: v + 1)
show(6, lambda: v <= w)
show(7, lambda: sum([v, w], Vec(0, 0)))
from functools import total_ordering
@total_ordering
class T:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
show(8, lambda: (T(1) <= T(2), T(1) >= T(2), T(3) > T(2), T(1) == T(1), T(1) != T(1)))
class Temp:
    def __init__(self, d): self.d = d
    def __getattr__(self, n): return n.upper()
    def __setitem__(self, k, v): self.d[k] = v
    def __getitem__(self, k): return self.d[k]
    def __delitem__(self, k): del self.d[k]
x = Temp({}); x["a"] = 1; x["a"] += 5; show(9, lambda: (x["a"], x.foo)); del x["a"]; show(10, lambda: x["a"])
l = [5, 3, 1]; l[0], l[1] = l[1], l[0]; l[1:] = [9, 8, 7]; l += (1, 2); l *= 2; del l[::3]; show(11, lambda: l)
a = b = [1]; a += [2]; show(12, lambda: (a is b, b)); a = a + [3]; show(13, lambda: (a is b, b))
tup = ([1], 2)
try: tup[0] += [9]
except TypeError as e: print(e, tup)
s = "abc"; s += "d"; s *= 2; show(14, lambda: s)
n = 10; n //= 3; n **= 3; n <<= 2; n |= 1; n ^= 5; n %= 50; n -= 3; n /= 2; show(15, lambda: n)
big = 1
for i in range(1, 60): big *= i
show(16, lambda: (big, big // 10**50, big % 10**9, -big // 7, big.bit_length(), str(big)[:10], float(big), big / 10**60, big == float(big), int(float(big)), big > 1e80, f"{big:e}", f"{big:,}"[-20:], hash(big) == hash(big), math.log10(big), math.isqrt(big), big & 0xffff, big >> 200, ~big + big, pow(big, 2, 1009), divmod(big, 10**40)[1]))
show(17, lambda: (0.1 * 3, 1 / 3, 2 / 3, 1e21 + 1, 123456789.123456789, 1.1 + 2.2, 3.3 * 3, 1e-7, 0.00001234, 5e-5, 1234567890123456.7, 12345678901234567.8, 1.0e5, 2.5e-3, -1e-10))
show(18, lambda: [x / 10 for x in range(15)])
show(19, lambda: (7.0 // 2, -7.0 % 3, 2.5 % 1, divmod(-1.5, 0.4), 1e300 * 1e10, -1.0 // 3, 0.3 // 0.1, 6.0 % 0.1))
show(20, lambda: (round(0.5), round(1.5), round(-2.5), round(2.5, 0), round(1e16 + 2), round(123.456, -1), round(-123.456, -2), round(5, -1), round(15, -1), round(1234567, -3), round(0.1 + 0.2, 10)))
import time
show(21, lambda: f"{time.perf_counter():.3f} {time.time():.1f}")
show(22, lambda: ", ".join(f"{k}={v!r}" for k, v in {"a": 1, "b": "x"}.items()))
show(23, lambda: "\n".join(f"{i:>3} | {'#' * i:<5} | {i / 3:6.2f}" for i in range(3)))
show(24, lambda: "{:-^30}".format(" title ") + "=" * 5)
show(25, lambda: f"{'left':<10}|{'mid':^10}|{'right':>10}|{12.5:>+8.1f}|{0.5:.0%}|{1e6:,.0f}")
show(26, lambda: "%-10s|%8.3f|%+5d|%05d|%e|%g" % ("ab", 3.14159, 7, 42, 12345.678, 0.00001))
show(27, lambda: "a-b_c d".replace("-", " ").replace("_", " ").split() + "1,2,,3".split(",") + "k=v=w".split("=", 1) + "  x ".split())
show(28, lambda: ("abc".startswith("ab"), "abc".endswith(("x", "c")), "hello world".title(), "Hello".swapcase(), "x".join("abc"), "abc"[::-1], "a" in "abc", "abc".find("c"), "banana".count("an"), "abc".partition("b"), "a.b.c".rpartition("."), "%s" % "x", "tEST".capitalize()))
show(29, lambda: "abc".foo)
show(30, lambda: (5).foo)
