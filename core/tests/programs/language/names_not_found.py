def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


import asyncio
def undefined(): return foo_bar
t(undefined)
def unbound():
    print(x)
    x = 1
t(unbound)
def unb2():
    del y
    y = 1
t(unb2)
def sug():
    counter = 1
    return couner
t(sug)
t(lambda: pritn(1))
t(lambda: lenn([]))
t(lambda: Strin)
t(lambda: time.sleep(1))
t(lambda: sys.exit)
t(lambda: random.x)
def outer():
    def inner(): return z
    r = []
    try: inner()
    except NameError as e: r.append(str(e))
    z = 1
    return r
t(outer)
class C:
    attribute = 1
    def method(self): return methd()
    def g(self): return self.attribut
    def h(self): return attribute
t(lambda: C().method())
t(lambda: C().g())
t(lambda: C().h())
t(lambda: C.attr)
t(lambda: C.methodd)
t(lambda: "".uper())
t(lambda: [].add(1))
t(lambda: {}.has_key(1))
t(lambda: {1}.append)
t(lambda: (1).append)
t(lambda: asyncio.Queue().putt)
def dd():
    d = 1
    del d
    return d
t(dd)
def exc():
    try: 1/0
    except ZeroDivisionError as e: pass
    return e
t(exc)
def glob():
    global newg
    newg = 5
glob(); print(newg)
def delg():
    global newg
    del newg
delg()
t(lambda: newg)
t(lambda: __file__x)
try:
    raise NameError("custom", name="x")
except NameError as e: print(e, e.name)
try: C().zork
except AttributeError as e: print(e.name, type(e.obj).__name__)
try: {}["q"]
except KeyError as e: print(e.args, str(e), repr(e))
try: raise ImportError("m", name="n", path="p")
except ImportError as e: print(e.name, e.path, e.msg)
