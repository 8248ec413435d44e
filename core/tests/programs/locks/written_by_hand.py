import asyncio, collections
class Sem:
    def __init__(self, n): self.n = n; self.q = collections.deque()
    async def __aenter__(self):
        while self.n <= 0:
            f = asyncio.get_running_loop().create_future(); self.q.append(f)
            try: await f
            except: 
                f.cancel()
                if self.n > 0 and not f.cancelled(): self.wake()
                raise
        self.n -= 1
    def wake(self):
        while self.q:
            f = self.q.popleft()
            if not f.done(): f.set_result(None); return
    async def __aexit__(self, *a): self.n += 1; self.wake()
class Ev:
    def __init__(self): self.w = set(); self.v = False
    def set(self):
        self.v = True
        for f in self.w: f.set_result(True)
        self.w.clear()
    async def wait(self):
        if not self.v:
            f = asyncio.Future(); self.w.add(f); await f
class RateLimiter:
    def __init__(self, rate, per):
        self.rate, self.per = rate, per; self.tokens = rate; self.t = asyncio.get_running_loop().time()
    async def acquire(self):
        while True:
            now = asyncio.get_running_loop().time()
            self.tokens = min(self.rate, self.tokens + (now - self.t) * self.rate / self.per); self.t = now
            if self.tokens > 0.999999: self.tokens -= 1; return
            await asyncio.sleep((1 - self.tokens) * self.per / self.rate)
async def main():
    s = Sem(2); loop = asyncio.get_running_loop()
    async def j(i):
        async with s:
            print(f"{loop.time():.2f} start {i}"); await asyncio.sleep(.1 * (i + 1))
        print(f"{loop.time():.2f} end {i}")
    ts = [asyncio.create_task(j(i)) for i in range(5)]
    await asyncio.sleep(.15); ts[3].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True))
    e = Ev()
    async def waits(i): await e.wait(); print("ev", i)
    g = asyncio.gather(*map(waits, range(3))); loop.call_later(.5, e.set); await g
    r = RateLimiter(3, 1)
    for i in range(7):
        await r.acquire(); print(f"{loop.time():.3f} req {i}")
asyncio.run(main())
