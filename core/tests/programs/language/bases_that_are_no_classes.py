import enum
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
class M(type):
    def __getattribute__(cls, name):
        if name.startswith("x"): return "meta " + name
        return super().__getattribute__(name)
class A(metaclass=M):
    y = 3
    xx = 4
t(1, lambda: A.xa)
t(2, lambda: A.xx)
t(3, lambda: A.y)
t(4, lambda: A.zz)
t(5, lambda: A().xx)
t(6, lambda: getattr(A, "xq"))
t(7, lambda: hasattr(A, "xq"))
class M2(type):
    def __getattr__(cls, name): return "dyn " + name
class B(metaclass=M2): pass
t(8, lambda: B.foo)
t(9, lambda: B().foo)
def mk3():
    class E(enum.Enum):
        del zz
    return list(E)
t(12, mk3)
def mk4():
    class C(3): pass
t(13, mk4)
def mk5():
    class C("a"): pass
t(14, mk5)
def mk7():
    def f(): pass
    class C(f): pass
t(16, mk7)
def mk8():
    class C(int, 3): pass
t(17, mk8)
t(18, lambda: type("X", (3,), {}))
t(19, lambda: type("X", 3, {}))
t(20, lambda: type(3, (), {}))
t(21, lambda: type("X", (), 3))
import asyncio
def mk9():
    class C(asyncio): pass
t(22, mk9)
def mk10():
    class C([]): pass
t(23, mk10)
def mk11():
    class C(bool): pass
t(24, mk11)
def mk12():
    class C(int, str): pass
t(25, mk12)
def mk13():
    class C(int, int): pass
t(26, mk13)
def mk14():
    class C(object, int): pass
t(27, mk14)
def mk15():
    class C(int, metaclass=3): pass
t(28, mk15)
def mk16():
    class C(len): pass
t(29, mk16)
def mk17():
    class C(type(len)): pass
t(30, mk17)
def mk18():
    class C(asyncio.sleep): pass
t(31, mk18)
def mk19():
    class C(int, foo=3): pass
t(32, mk19)

def made(name, bases, namespace, **options):
    print("made", name, bases, options)
    return type(name, bases, namespace)
class D(metaclass=made, option=1):
    def m(self): return __class__
t(33, lambda: (type(D), D().m()))
