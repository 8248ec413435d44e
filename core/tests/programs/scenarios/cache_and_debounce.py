import asyncio, functools, time
from collections import OrderedDict
def alru(maxsize=2, ttl=None):
    def deco(fn):
        cache = OrderedDict(); pending = {}; stats = {"hit": 0, "miss": 0, "join": 0}
        @functools.wraps(fn)
        async def w(*k):
            if k in cache:
                v, t = cache[k]
                if ttl is None or time.monotonic() - t < ttl: cache.move_to_end(k); stats["hit"] += 1; return v
                del cache[k]
            if k in pending: stats["join"] += 1; return await asyncio.shield(pending[k])
            stats["miss"] += 1; pending[k] = asyncio.ensure_future(fn(*k))
            try: v = await pending[k]
            finally: del pending[k]
            cache[k] = (v, time.monotonic())
            while len(cache) > maxsize: print("evict", cache.popitem(last=False)[0])
            return v
        w.stats = stats; return w
    return deco
@alru(ttl=1.0)
async def fetch(u): print("fetch", u); await asyncio.sleep(.2); return u.upper()
def debounce(wait):
    def deco(fn):
        h = None
        def w(*a):
            nonlocal h
            if h: h.cancel()
            h = asyncio.get_running_loop().call_later(wait, fn, *a)
        return w
    return deco
@debounce(.3)
def save(x): print(f"{asyncio.get_running_loop().time():.1f} saved {x}")
async def main():
    print(await asyncio.gather(fetch("a"), fetch("a"), fetch("b"))); print(await fetch("a"), await fetch("c")); await asyncio.sleep(1.1); print(await fetch("a"), fetch.stats)
    for i in range(4): save(i); await asyncio.sleep(.1 if i < 3 else .5)
    save("z"); await asyncio.sleep(.35)
asyncio.run(main())
