import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, AsyncIterator, Callable
@dataclass(order=True)
class Ev:
    prio: int
    topic: str = field(compare=False)
    data: Any = field(compare=False, default=None)
class Bus:
    def __init__(self): self._subs = defaultdict(set)
    def sub(self, topic):
        q = asyncio.Queue(); self._subs[topic].add(q); return Sub(self, topic, q)
    async def pub(self, topic, data):
        for q in self._subs[topic] | self._subs["*"]: await q.put((topic, data))
class Sub:
    def __init__(self, bus, topic, q): self.bus, self.topic, self.q = bus, topic, q
    async def __aenter__(self): return self
    async def __aexit__(self, *e): self.bus._subs[self.topic].discard(self.q)
    def __aiter__(self): return self
    async def __anext__(self):
        t, d = await self.q.get()
        if d is None: raise StopAsyncIteration
        return t, d
async def consumer(bus, name, topic):
    async with bus.sub(topic) as s:
        async for t, d in s: print(f"{name}: {t}={d}")
    print(name, "done")
async def main():
    bus = Bus()
    async with asyncio.TaskGroup() as tg:
        for n, t in (("A", "x"), ("B", "y"), ("C", "*")): tg.create_task(consumer(bus, n, t), name=n)
        await asyncio.sleep(0)
        for i in range(3): await bus.pub("x", i); await bus.pub("y", i * 10); await asyncio.sleep(.1)
        for t in ("x", "y", "*"): await bus.pub(t, None)
    pq = asyncio.PriorityQueue()
    for p, n in ((3, "low"), (1, "high"), (2, "mid"), (1, "high2")): await pq.put(Ev(p, n))
    while not pq.empty(): print(await pq.get())
asyncio.run(main())
