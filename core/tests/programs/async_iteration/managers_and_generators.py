import asyncio, contextlib, sys
@contextlib.asynccontextmanager
async def conn(n):
    print("open", n); await asyncio.sleep(.1)
    try: yield n * 2
    except ValueError as e: print("swallow", e)
    finally: await asyncio.sleep(.05); print("close", n)
@contextlib.contextmanager
def timer(label):
    import time
    t = time.perf_counter()
    try: yield lambda: time.perf_counter() - t
    finally: print(f"{label}: {time.perf_counter() - t:.2f}s")
class Res(contextlib.AbstractAsyncContextManager):
    async def __aexit__(self, *e): print("res exit", e[0]); return True
async def ticker(n, d):
    try:
        for i in range(n): yield i; await asyncio.sleep(d)
    finally: print("ticker closed")
async def squares(it):
    async for x in it: yield x * x
async def main():
    with timer("all"):
        async with conn(1) as c: print("got", c)
        async with conn(2): raise ValueError("v")
        try:
            async with conn(3): raise KeyError("k")
        except KeyError as e: print("K", e)
        async with Res() as r: 1 / 0
        async with contextlib.AsyncExitStack() as st:
            for i in (4, 5): await st.enter_async_context(conn(i))
            st.callback(print, "cb"); st.push_async_callback(asyncio.sleep, .1)
            async with contextlib.aclosing(ticker(3, .1)) as t:
                async for x in t:
                    if x == 1: break
        print([x async for x in squares(ticker(3, .01)) if x], {x: 1 async for x in ticker(2, 0)}, [await asyncio.sleep(0, i) for i in range(2)])
        g = ticker(5, .1); print(await anext(g), await g.__anext__(), await anext(g, "d")); await g.aclose(); print(await anext(g, "end"))
        with contextlib.suppress(ZeroDivisionError): 1 / 0
        with contextlib.redirect_stdout(sys.stderr): pass
        print(await anext(aiter(ticker(1, 0))))
        async def echo():
            r = None
            while True:
                try: r = yield r
                except RuntimeError as e: r = f"caught {e}"
        e = echo(); await e.asend(None); print(await e.asend("hi"), await e.athrow(RuntimeError("x"))); await e.aclose()
    with contextlib.ExitStack() as s:
        f = s.enter_context(timer("x")); s.pop_all().close(); print(f() >= 0)
    @contextlib.contextmanager
    def no(): 
        if False: yield
    try:
        with no(): pass
    except RuntimeError as e: print(e)
    with contextlib.nullcontext(5) as n: print(n)
    @timer("deco")
    def deco(): return 3
    print(deco())
    class CM(contextlib.ContextDecorator):
        def __enter__(self): print("in"); return self
        def __exit__(self, *a): print("out")
    @CM()
    def ff(): print("body")
    ff()
    cm = contextlib.closing(type("Q", (), {"close": lambda s: print("closed")})())
    with cm: pass
asyncio.run(main())
