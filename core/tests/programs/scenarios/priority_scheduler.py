import asyncio, heapq, itertools, datetime as dt, random
class Job:
    def __init__(self, name, prio, cost): self.name, self.prio, self.cost = name, prio, cost
    def __lt__(self, o): return self.prio > o.prio
    def __repr__(self): return f"Job({self.name!r}, {self.prio})"
class Sched:
    def __init__(self, n): self.h = []; self.c = asyncio.Condition(); self.n = n; self.stop = False; self.cnt = itertools.count()
    async def submit(self, j):
        async with self.c: heapq.heappush(self.h, j); self.c.notify()
    async def worker(self, i):
        while True:
            async with self.c:
                await self.c.wait_for(lambda: self.h or self.stop)
                if not self.h: return i
                j = heapq.heappop(self.h)
            print(f"{asyncio.get_running_loop().time():.2f} w{i} {j}"); await asyncio.sleep(j.cost)
    async def run(self):
        ws = [asyncio.create_task(self.worker(i), name=f"w{i}") for i in range(self.n)]
        await asyncio.sleep(2)
        async with self.c: self.stop = True; self.c.notify_all()
        return await asyncio.gather(*ws)
async def cron(every, fn, times):
    loop = asyncio.get_running_loop(); nxt = loop.time()
    for i in range(times):
        nxt += every; await asyncio.sleep(nxt - loop.time()); fn(i)
async def main():
    s = Sched(2); r = asyncio.create_task(s.run())
    for i in range(6): await s.submit(Job(f"j{i}", random.randint(1, 9), random.choice([.1, .2, .3])))
    asyncio.create_task(cron(.5, lambda i: print("tick", i, dt.datetime.now().strftime("%S.%f")[:5]), 3))
    print(await r); print(dt.timedelta(seconds=asyncio.get_running_loop().time()), random.sample(range(100), 5), random.choices("abc", weights=[1, 2, 3], k=6), round(random.gauss(0, 1), 6), random.shuffle(x := list(range(6))), x, random.triangular(1, 3), random.betavariate(1, 2), random.getrandbits(16), random.randbytes(3), random.normalvariate(), random.lognormvariate(0, 1), random.vonmisesvariate(0, 1), random.gammavariate(2, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.uniform(5, 1))
asyncio.run(main())
