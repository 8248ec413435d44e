"""Metaclasses: new, init, call, attributes and operators of classes."""

class Meta(type):
    reg = []

    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        Meta.reg.append(name)
        return c

    def __init__(c, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        c.kw = kw

    def __call__(c, *a):
        if not hasattr(c, '_i'):
            c._i = super().__call__(*a)
        return c._i

    def __len__(c):
        return 7

    @property
    def cp(c):
        return c.__name__.lower()


class A(metaclass=Meta, opt=3):

    def __init__(self):
        self.v = 1


class B(A):
    pass


print(Meta.reg, A() is A(), A.kw, len(A), A.cp, type(A).__name__, type(B), isinstance(A, Meta))


class It(type):

    def __iter__(c):
        return iter(c.items)

    def __getitem__(c, k):
        return c.items[k]

    def __contains__(c, k):
        return k in c.items

    def __getattr__(c, n):
        return 'attr ' + n

    def __repr__(c):
        return f'<It {c.__name__}>'


class C(metaclass=It):
    items = [1, 2]


print(list(C), C[0], 2 in C, C.foo, C)
D = Meta('D', (), {'x': 1})
print(D.x, D)


class Sing(type):
    _inst = {}

    def __call__(cls, *a, **k):
        if cls not in cls._inst:
            cls._inst[cls] = super().__call__(*a, **k)
        return cls._inst[cls]


class Db(metaclass=Sing):

    def __init__(self, u='x'):
        self.u = u


print(Db('a') is Db('b'), Db().u)
nan = float('nan')
print(nan in [nan], nan == nan, [nan] == [nan], {nan: 1}.get(nan))
import math

print(math.gcd(12, 8), math.lcm(4, 6), math.isclose(0.1 + 0.2, 0.3), math.comb(5, 2), math.perm(5, 2), math.dist([0, 0], [3, 4]), math.hypot(3, 4), math.prod([1, 2, 3]), math.log2(8), math.log(8, 2), math.cbrt(27), math.floor(-1.5), math.trunc(1.9), math.modf(1.5), math.frexp(8.0), math.isqrt(17), math.radians(180), math.copysign(1, -0.0), math.fmod(7, 3), math.inf, math.nan, math.tau, math.factorial(20), math.sin(1), math.atan2(1, 2), math.exp(1), math.expm1(1e-05), math.sinh(1), math.nextafter(1, 2), math.ulp(1), math.remainder(7, 3), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.log1p(1), math.fma(1, 2, 3))
