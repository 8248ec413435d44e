import heapq, types, collections, time, itertools
class Sleep:
    def __init__(self, d): self.d = d
@types.coroutine
def sleep(d): yield ("sleep", d)
@types.coroutine
def spawn(c): return (yield ("spawn", c))
@types.coroutine
def join(t): return (yield ("join", t))
class Task:
    ids = itertools.count(1)
    def __init__(self, c): self.c, self.id, self.res, self.waiters, self.done = c, next(Task.ids), None, [], False
class Loop:
    def __init__(self): self.ready = collections.deque(); self.timers = []; self.now = 0; self.seq = itertools.count()
    def run(self, main):
        m = Task(main); self.ready.append((m, None))
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, t = heapq.heappop(self.timers); self.ready.append((t, None))
            t, v = self.ready.popleft()
            try: op, arg = t.c.send(v)
            except StopIteration as e:
                t.done, t.res = True, e.value
                self.ready.extend((w, t.res) for w in t.waiters); continue
            except Exception as e: print("task", t.id, "failed", repr(e)); t.done = True; continue
            match op:
                case "sleep": heapq.heappush(self.timers, (self.now + arg, next(self.seq), t))
                case "spawn": n = Task(arg); self.ready.append((n, None)); self.ready.append((t, n))
                case "join": self.ready.append((t, arg.res)) if arg.done else arg.waiters.append(t)
        return m.res
loop = Loop()
async def child(n):
    for i in range(n): await sleep(n * .1); print(f"{loop.now:.1f} child{n} {i}")
    if n == 2: raise ValueError("two")
    return n * 10
async def main():
    ts = [await spawn(child(i)) for i in (1, 3)]; await spawn(child(2))
    return [await join(t) for t in ts]
print(loop.run(main()))
def countdown(n):
    while n: got = yield n; n = n - 1 if got is None else got
g = countdown(3); print(next(g), next(g), g.send(5), list(g))
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]], 5]])))
def rr(*gens):
    q = collections.deque(gens)
    while q:
        g = q.popleft()
        try: yield next(g); q.append(g)
        except StopIteration: pass
print("".join(rr(iter("abc"), iter("12"), iter("xyz!"))))
def avg():
    total = n = 0; a = None
    try:
        while True:
            try: v = yield a
            except ValueError as e: print("reset", e); total = n = 0; continue
            total += v; n += 1; a = total / n
    finally: print("closed")
c = avg(); next(c); print(c.send(10), c.send(20), c.throw(ValueError("r")), c.send(4)); c.close()
try: c.send(1)
except StopIteration as e: print("stop", e.value)
def ret():
    r = yield from sub(); print("sub gave", r); return "final"
def sub(): x = yield 1; return x
it = ret(); next(it)
try: it.send("S")
except StopIteration as e: print(e.value)
gg = (x for x in [1]); gg.close(); print(list(gg))
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def si(): yield; raise StopIteration
s = si(); next(s)
try: next(s)
except RuntimeError as e: print(e, repr(e.__cause__))
