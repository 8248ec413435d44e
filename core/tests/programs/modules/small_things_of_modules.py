import asyncio
_n = 0
def t(f):
    global _n
    _n += 1
    try: r = repr(f())
    except BaseException as e: r = type(e).__name__ + ": " + str(e)
    print(_n, r)
async def at(f):
    global _n
    _n += 1
    n = _n
    try: r = repr(await f())
    except BaseException as e: r = type(e).__name__ + ": " + str(e)
    print(n, r)
async def co(x=1): return x
async def slow(x=1, d=1.0):
    await asyncio.sleep(d); return x
async def bad():
    await asyncio.sleep(0.1); raise ValueError("bad")

import threading, concurrent.futures as cf, dataclasses, functools, logging, types, collections, textwrap, warnings, enum
async def main():
    loop = asyncio.get_running_loop()
    k = loop.create_future(); k.set_result([k])
    t(lambda: k)
    t(lambda: asyncio.current_task(3))
    t(lambda: asyncio.all_tasks(3))
    t(lambda: 3 in loop.create_future())
    t(lambda: 3 in asyncio.current_task())
    class Odd:
        def __await__(self): yield c
    c = asyncio.sleep(0)
    async def f():
        try: await Odd()
        except RuntimeError as e: return str(e).partition(" at ")[0]
    await at(f)
    c.close()
    async def agen(): yield 1
    t(lambda: agen().ag_await)
asyncio.run(main())
L = threading.Lock(); L.acquire()
t(lambda: L.acquire(False, 1))
t(lambda: L.acquire(timeout=-2))
t(lambda: L.acquire(True, "a"))
t(lambda: threading.Semaphore(1).acquire(False, 1))
t(lambda: repr(threading.Event()).rpartition(" ")[2])
class Named(threading.local):
    def __init__(self, v): self.v = v
t(lambda: Named(3).v)
t(lambda: threading.local(3))
done, not_done = cf.wait([])
t(lambda: cf.wait([]))
t(lambda: cf.wait([]).done)
t(lambda: functools.lru_cache(3)(3))
t(lambda: logging.getLogger("x").log("INFO", "y"))
t(lambda: logging.basicConfig(foo=1))
def namespace():
    n = types.SimpleNamespace(); n.n = n; return n
t(namespace)
def ordered():
    o = collections.OrderedDict(); o["o"] = o; return o
t(ordered)
t(lambda: textwrap.wrap("a bcdefghijk lm", 3, break_long_words=False))
t(lambda: warnings.warn("a", int))
t(lambda: warnings.simplefilter("bad"))
for fields in (["x", "x"], ["class"], ["1x"]):
    t(lambda: dataclasses.make_dataclass("B", fields))
t(lambda: dataclasses.field(default=3).name)
def twice():
    @dataclasses.dataclass
    class B:
        x: int
        _: dataclasses.KW_ONLY
        __: dataclasses.KW_ONLY
t(twice)
class C(enum.Enum):
    A = 1
t(lambda: C(1, 2))
