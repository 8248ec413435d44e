import asyncio
import heapq
import itertools


class Scheduler:
    def __init__(self):
        self.heap, self.counter = [], itertools.count()

    def at(self, when, what):
        heapq.heappush(self.heap, (when, next(self.counter), what))

    async def run(self):
        loop = asyncio.get_running_loop()
        while self.heap:
            when, _, what = heapq.heappop(self.heap)
            await asyncio.sleep(max(0, when - loop.time()))
            print(f"{loop.time():.1f}: {what}")


async def main():
    s = Scheduler()
    for when, what in ((1.5, "c"), (0.5, "a"), (1.5, "d"), (1.0, "b")):
        s.at(when, what)
    await s.run()


asyncio.run(main())
