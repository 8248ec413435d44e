import asyncio, random, time, enum, functools, logging
class State(enum.Enum): CLOSED = "closed"; OPEN = "open"; HALF = "half-open"
class CircuitOpen(Exception): pass
class Breaker:
    def __init__(self, threshold=3, reset=2.0):
        self.threshold, self.reset = threshold, reset; self.fails = 0; self.state = State.CLOSED; self.opened = None
    def __call__(self, fn):
        @functools.wraps(fn)
        async def w(*a, **k):
            if self.state is State.OPEN:
                if time.monotonic() - self.opened >= self.reset: self.state = State.HALF
                else: raise CircuitOpen(f"{fn.__name__} is {self.state.value}")
            try: r = await fn(*a, **k)
            except Exception as e:
                self.fails += 1
                if self.fails >= self.threshold or self.state is State.HALF: self.state = State.OPEN; self.opened = time.monotonic()
                raise
            self.fails = 0; self.state = State.CLOSED; return r
        return w
br = Breaker()
@br
async def flaky(i):
    """flaky"""
    await asyncio.sleep(0.1)
    if random.random() < 0.6: raise ConnectionError(f"call {i} failed")
    return i
def retry(n=3, base=0.1, exc=(ConnectionError,)):
    def deco(fn):
        @functools.wraps(fn)
        async def w(*a):
            for k in range(n):
                try: return await fn(*a)
                except exc as e:
                    d = base * 2 ** k + random.uniform(0, 0.05)
                    print(f"  retry {k + 1}/{n} after {d:.3f}s: {e!r}")
                    await asyncio.sleep(d)
            raise RuntimeError("gave up") from None
        return w
    return deco
async def main():
    call = retry()(flaky)
    print(call.__name__, call.__doc__)
    for i in range(8):
        try: print(f"[{time.monotonic():.3f}] ok", await call(i))
        except (CircuitOpen, RuntimeError) as e: print(f"[{time.monotonic():.3f}]", type(e).__name__, e); await asyncio.sleep(0.7)
    print(br.state, br.fails)
asyncio.run(main())
