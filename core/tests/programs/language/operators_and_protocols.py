def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


class Base:
    def __add__(s, o): return "Base.add"
    def __radd__(s, o): return "Base.radd"
class Sub(Base):
    def __radd__(s, o): return "Sub.radd"
print(Base() + Sub(), Sub() + Base(), Base() + Base(), 1 + Base())
class Sub2(Base): pass
print(Base() + Sub2())
class C:
    def __eq__(s, o): print("eq"); return NotImplemented
    def __ne__(s, o): print("ne"); return NotImplemented
    def __lt__(s, o): print("lt"); return NotImplemented
    def __gt__(s, o): print("gt"); return NotImplemented
    def __hash__(s): return 1
a, b = C(), C()
print(a == b); print(a != b)
try: a < b
except TypeError as e: print(e)
print(a == 1, 1 == a)
class Len:
    def __init__(s, n): s.n = n
    def __len__(s): return s.n
print(bool(Len(0)), bool(Len(2)), not Len(0))
t(lambda: len(Len(-1)))
t(lambda: len(Len("a")))
t(lambda: len(Len(1.0)))
t(lambda: len(5))
t(lambda: len(int))
class Bo:
    def __bool__(s): return 1
t(lambda: bool(Bo()))
class Ct:
    def __contains__(s, x): return x > 5
print(6 in Ct(), 5 in Ct(), 5 not in Ct())
class Gi:
    def __getitem__(s, i):
        if i >= 3: raise IndexError("done")
        return i * 10
print(list(Gi()), 20 in Gi(), 21 in Gi(), [*Gi()])
a, b, c = Gi(); print(a, b, c)
class GS:
    def __getitem__(s, i): return i
g = GS()
print(g[1], g[1:2], g[::2], g[1, 2], g[1:2, 3], g[...], g[()])
class It:
    def __iter__(s): return 5
t(lambda: iter(It()))
class It2:
    __iter__ = None
t(lambda: iter(It2()))
t(lambda: list(It2()))
t(lambda: iter(5))
t(lambda: next(5))
t(lambda: [*5])
class Rev:
    def __reversed__(s): return "rev!"
print(reversed(Rev()))
t(lambda: reversed({1}))
t(lambda: reversed(5))
class Fm:
    def __format__(s, spec): return f"<{spec}>"
print(f"{Fm():abc}", format(Fm()), "{:x}".format(Fm()))
class Fm2:
    def __format__(s, spec): return 5
t(lambda: format(Fm2()))
t(lambda: format(object(), "x"))
t(lambda: f"{[1]:>5}")
t(lambda: f"{None:>5}")
class Rp:
    def __repr__(s): return 5
t(lambda: repr(Rp()))
class St:
    def __str__(s): return None
t(lambda: str(St()))
t(lambda: print(St()))
class Ha:
    def __hash__(s): return "a"
t(lambda: hash(Ha()))
class Ix:
    def __index__(s): return "a"
t(lambda: [1][Ix()])
class In:
    def __int__(s): return 1.5
t(lambda: int(In()))
class Fl:
    def __float__(s): return 1
t(lambda: float(Fl()))
class Co:
    def __lt__(s, o): return []
print(Co() < Co())
class H2:
    def __eq__(s, o): return True
print(H2.__hash__)
class H3(H2):
    __hash__ = object.__hash__
print(hash(H3()) != 0)
class Rc:
    def __init__(s): s.k = [s]
    def __repr__(s): return f"Rc({s.k})"
