import traceback, sys
def risky(n):
    if n == 1: raise ValueError("one")
    if n == 2:
        try: risky(1)
        except ValueError as e: raise RuntimeError("two") from e
    if n == 3:
        try: risky(1)
        except ValueError: raise KeyError("three")
    if n == 4: raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [OSError(3)])])
    return n
for i in range(6):
    try:
        r = risky(i)
    except ValueError as e: print("VE", e, e.args, e.__traceback__ is not None)
    except (RuntimeError, KeyError) as e:
        print(type(e).__name__, repr(e), str(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
    except BaseException as e: print(repr(e), e.exceptions, e.message)
    else: print("ok", r)
    finally: print("fin", i)
try:
    risky(4)
except* ValueError as g: print("V", g.exceptions)
except* (TypeError, OSError) as g: print("TO", repr(g))
e = ValueError("x"); e.add_note("n1"); e.add_note("n2"); print(e.__notes__)
class AppError(Exception):
    def __init__(self, code, msg="?"):
        super().__init__(f"[{code}] {msg}"); self.code = code
class Sub(AppError): pass
try: raise Sub(5, "bad")
except AppError as x: print(x, x.code, repr(x), type(x).__mro__[1].__name__, isinstance(x, Exception))
eg = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [ValueError(2), KeyError(3)])])
print(eg.subgroup(ValueError), eg.split(KeyError), eg.subgroup(lambda e: isinstance(e, KeyError)), eg.derive([OSError()]))
try: raise eg
except* KeyError as k: print(k)
except* ValueError as v: print(v, len(v.exceptions))
try: ExceptionGroup("x", [])
except ValueError as q: print(q)
try: ExceptionGroup("x", [1])
except ValueError as q: print(q)
try: ExceptionGroup("x", [KeyboardInterrupt()])
except TypeError as q: print(q)
print(repr(BaseExceptionGroup("x", [KeyboardInterrupt()])))
def f():
    try: return "try"
    finally: print("cleanup")
print(f())
def g():
    for i in range(3):
        try: continue
        finally: print("c", i)
g()
try:
    try: 1 / 0
    finally: print("inner")
except ZeroDivisionError as z: print(z)
try: assert 1 == 2, "math"
except AssertionError as a: print(a)
try: raise
except RuntimeError as r: print(r)
for ex in (lambda: {}["k"], lambda: [][1], lambda: int("q"), lambda: undefined, lambda: (1, 2) + [3], lambda: next(iter([])), lambda: object().x, lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 2 ** 10000 * 1.0, lambda: {[]: 1}, lambda: "a" + 1, lambda: [1, 2].remove(3), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(2), lambda: (lambda a: a)(), lambda: (lambda: 0)(1), lambda: (lambda *, k: k)(), lambda: (lambda a: a)(b=1), lambda: print(foo=1), lambda: range(1.5), lambda: sorted([1, "a"]), lambda: sum(["a"]), lambda: max([]), lambda: [*5], lambda: {**5}, lambda: f(*5), lambda: isinstance(1, 5), lambda: super().x, lambda: import_x, lambda: [1, 2, 3].index(9), lambda: "abc".index("z"), lambda: (1).foo, lambda: float("x"), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: list(5), lambda: hash([]), lambda: iter(5), lambda: reversed({1}), lambda: next(5), lambda: abs("a"), lambda: round("a"), lambda: int([]), lambda: chr("a"), lambda: zip(1), lambda: map(), lambda: enumerate(), lambda: len(), lambda: ().x, lambda: [].append(), lambda: [].append(1, 2), lambda: [1][1:2:0], lambda: "x".join(5)):
    try: print(ex())
    except Exception as x: print(type(x).__name__, "|", x)
try: a, b = [1]
except ValueError as q: print(q)
try: a, b = 1, 2, 3
except ValueError as q: print(q)
try: a, *b = []
except ValueError as q: print(q)
try: a, b = 5
except TypeError as q: print(q)
def unb():
    print(zz); zz = 1
try: unb()
except UnboundLocalError as q: print(q)
print(traceback.format_exception_only(ValueError("a"))[0].strip(), traceback.format_exc().strip() if sys.exc_info()[0] else "none")
try: sys.exit(3)
except SystemExit as q: print(q.code, repr(q))
print(OSError(2, "No such file"), OSError(2, "nf").errno, repr(OSError(5, "x")), FileNotFoundError(2, "a", "f.txt"), StopIteration(4).value, KeyError("k"), repr(KeyError("k")), UnicodeError("u"), ConnectionError("c").__class__.__mro__[1].__name__, TimeoutError().args)
