import inspect, functools
def f(a, b: int = 2, /, c="x", *args, d, e: list[str] = None, **kw) -> bool: ...
s = inspect.signature(f)
print(s, list(s.parameters), s.return_annotation, s.parameters["b"].default, s.parameters["b"].annotation, s.parameters["a"].kind, s.parameters["d"].default is inspect.Parameter.empty)
ba = s.bind(1, d=4, z=9); print(ba, ba.arguments, ba.args, ba.kwargs); ba.apply_defaults(); print(ba.arguments)
for bad in (lambda: s.bind(), lambda: s.bind(1), lambda: s.bind(1, d=2, b=3) , lambda: inspect.signature(lambda a: 0).bind(1, 2), lambda: inspect.signature(lambda a: 0).bind(a=1, q=2), lambda: inspect.signature(lambda a: 0).bind(1, a=1)):
    try: print(bad())
    except TypeError as e: print(e)
class C:
    def __init__(self, x, y=1): ...
    def meth(self, q: "int", *, r=3): ...
    @classmethod
    def cm(cls, z): ...
    @staticmethod
    def sm(z): ...
    async def co(self): ...
print(inspect.signature(C), inspect.signature(C.meth), inspect.signature(C(1).meth), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(C.co))
def validate(fn):
    sig = inspect.signature(fn)
    @functools.wraps(fn)
    def w(*a, **k):
        b = sig.bind(*a, **k); b.apply_defaults()
        for n, v in b.arguments.items():
            t = sig.parameters[n].annotation
            if t is not inspect.Parameter.empty and not isinstance(v, t): raise TypeError(f"{n} must be {t.__name__}, got {type(v).__name__}")
        return fn(*a, **k)
    return w
@validate
def add(x: int, y: int = 0) -> int: return x + y
print(add(1, 2), inspect.signature(add))
try: add("a")
except TypeError as e: print(e)
for p in s.parameters.values(): print(p.name, p.kind, p.kind.name, p, repr(p))
print(inspect.signature(functools.partial(f, 1, d=3)), inspect.signature(lambda: 0), str(inspect.signature(lambda x=1.5, *a: 0)))
print(inspect.iscoroutinefunction(C.co), inspect.isfunction(f), inspect.ismethod(C(1).meth), inspect.isclass(C), inspect.isabstract(C), inspect.getdoc(inspect.signature) is not None, inspect.cleandoc("  a\n    b\n    c\n"), inspect.unwrap(add).__name__, [n for n, _ in inspect.getmembers(C(1), inspect.ismethod)])
print(repr(s), s.replace(return_annotation=int), s == inspect.signature(f))
spec = inspect.getfullargspec(f); print(spec.args, spec.varargs, spec.varkw, spec.defaults, spec.kwonlyargs, spec.kwonlydefaults, spec.annotations)
print(inspect.currentframe() is not None, inspect.getmro(C))
def cor():
    pass
async def co(): pass
c = co(); print(inspect.getcoroutinestate(c), inspect.isawaitable(c), inspect.iscoroutine(c)); c.close(); print(inspect.getcoroutinestate(c))
