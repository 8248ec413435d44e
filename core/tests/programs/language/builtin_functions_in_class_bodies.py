import math, dataclasses, typing, operator, time, random
class C:
    f = len
    g = print
    s = math.sqrt
    ops = {"+": operator.add}
    add = operator.add
    r = random.random
    up = str.upper
    kind = sorted
@dataclasses.dataclass
class D:
    key: typing.Callable = len
    out: typing.Callable = print
c = C(); print(C().f([1, 2]), C.f("abc"), c.s(4), c.kind([2, 1]), C.up("x"))
c.g("printed"); print(c.add(1, 2), D().key("ab"), D(key=max).key([1, 5])); D().out("x")
print(isinstance(c.r(), float))
for bad in (lambda: c.up(), lambda: c.f()):
    try: print(bad())
    except TypeError as e: print(e)
print(math.isclose(1, 1.1, rel_tol=0.2))
