def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


class V:
    def __init__(s, x): s.x = x
    def __repr__(s): return f"V({s.x})"
    def __add__(s, o): return V(s.x + o.x) if isinstance(o, V) else NotImplemented
    def __radd__(s, o): return V(o + s.x) if isinstance(o, int) else NotImplemented
    def __iadd__(s, o): s.x += 100; return s
    def __mul__(s, o): return V(s.x * o) if isinstance(o, int) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(s, o): return "mm"
    def __rmatmul__(s, o): return "rmm"
    def __neg__(s): return V(-s.x)
    def __pos__(s): return "pos"
    def __invert__(s): return "inv"
    def __abs__(s): return "abs"
    def __eq__(s, o): return isinstance(o, V) and s.x == o.x
    def __lt__(s, o): return s.x < o.x if isinstance(o, V) else NotImplemented
    def __divmod__(s, o): return "dm", o
    def __rdivmod__(s, o): return "rdm", o
    def __pow__(s, o, m=None): return ("pow", o, m)
    def __rpow__(s, o): return ("rpow", o)
    def __round__(s, n=None): return ("round", n)
    def __trunc__(s): return 7
    def __floor__(s): return "fl"
    def __ceil__(s): return "ce"
    def __index__(s): return s.x
    def __complex__(s): return 1
    def __float__(s): return 2.5
    def __int__(s): return 3
a, b = V(1), V(2)
print(a + b, 5 + a, a * 3, 3 * a, a @ b, 1 @ a, -a, +a, ~a, abs(a))
t(lambda: a + 1)
t(lambda: "s" + a)
t(lambda: a - b)
t(lambda: 1 - a)
t(lambda: a / 1)
t(lambda: a // b)
c = a; c += b; print(c, a)
d = b; d *= 4; print(d, b)
print(a == b, a != b, a < b, b > a)
t(lambda: a <= b)
t(lambda: a < 1)
t(lambda: 1 > a)
t(lambda: hash(a))
t(lambda: {a: 1})
print(divmod(a, 2), divmod(2, a), a ** 2, 2 ** a, pow(a, 1, 5), round(a), round(a, 2))
import math, operator
print(math.floor(a), math.ceil(a), math.trunc(a), float(a), int(a), operator.index(V(3)))
print([10, 20, 30][V(1)], "abc"[V(2)], list(range(V(3))), hex(V(255)), bin(V(5)))
t(lambda: [1] * "a")
t(lambda: [1] + (2,))
t(lambda: 1 + "a")
t(lambda: "a" + 1)
t(lambda: "a" * 1.5)
t(lambda: "a" - "b")
t(lambda: {} + {})
t(lambda: None + 1)
t(lambda: [] < {})
t(lambda: "a" < 1)
t(lambda: -"a")
t(lambda: +[])
t(lambda: ~1.5)
t(lambda: abs("x"))
t(lambda: 1 << -1)
t(lambda: 1 << 1.5)
t(lambda: 1 @ 2)
t(lambda: 5 % "a")
t(lambda: 2 ** "a")
t(lambda: pow(2, 3, "a"))
t(lambda: pow(2, -1, 4))
t(lambda: pow(2, -1, 7))
t(lambda: pow(2.0, 3, 5))
t(lambda: pow(2, 3, 0))
t(lambda: 1 in 5)
t(lambda: 5 in "abc")
t(lambda: 5[0])
t(lambda: (lambda: 1)[0])
t(lambda: len[0])
t(lambda: int.__add__(1, "a"))
def iop():
    x = 1
    x += "a"
t(iop)
def iop2():
    x = [1]
    x += 5
t(iop2)
def iop3():
    x = "a"
    x @= 5
t(iop3)
def iop4():
    x = (1,)
    x[0] = 5
t(iop4)
def iop5():
    x = "abc"
    x[0] = "z"
t(iop5)
def iop6():
    x = "abc"
    del x[0]
t(iop6)
def iop7():
    del 5[0]
