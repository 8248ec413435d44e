"""An order service: a rate limit, a cache, retries, a pool of workers and a report."""

import asyncio
import contextlib
import random
from dataclasses import dataclass, field

random.seed(7)
ITEMS = ["tea", "coffee", "cocoa", "mate", "chai", "lemonade"]


class OutOfStock(Exception):
    pass


@dataclass(order=True)
class Order:
    priority: int
    number: int
    item: str = field(compare=False)
    attempts: int = field(default=0, compare=False)


class Cache:
    def __init__(self, lifetime):
        self.lifetime = lifetime
        self.entries = {}
        self.hits = 0

    async def price(self, item):
        now = asyncio.get_running_loop().time()
        if item in self.entries and self.entries[item][1] > now:
            self.hits += 1
            return self.entries[item][0]
        await asyncio.sleep(0.2)
        price = len(item) * 0.75
        self.entries[item] = (price, now + self.lifetime)
        return price


class RateLimit:
    def __init__(self, permits, period):
        self.permits = asyncio.Semaphore(permits)
        self.period = period

    async def __aenter__(self):
        await self.permits.acquire()

    async def __aexit__(self, *error):
        loop = asyncio.get_running_loop()
        loop.call_later(self.period, self.permits.release)


async def brew(order):
    await asyncio.sleep(0.3 + random.random() / 2)
    if random.random() < 0.25:
        raise OutOfStock(order.item)
    return f"{order.item} #{order.number}"


async def with_retries(order, limit, attempts=3):
    for attempt in range(1, attempts + 1):
        order.attempts = attempt
        try:
            async with limit, asyncio.timeout(1.0):
                return await brew(order)
        except (OutOfStock, TimeoutError) as error:
            print(f"try {attempt} of {order.item}: {error!r}")
            await asyncio.sleep(0.1 * 2**attempt)
    raise OutOfStock(order.item)


async def worker(queue, cache, limit, served):
    while True:
        order = await queue.get()
        try:
            drink = await with_retries(order, limit)
            served.append((drink, await cache.price(order.item)))
        except OutOfStock as error:
            print(f"no {error} today")
        finally:
            queue.task_done()


async def main():
    queue, cache, limit, served = asyncio.PriorityQueue(), Cache(2.0), RateLimit(3, 0.5), []
    workers = [
        asyncio.create_task(worker(queue, cache, limit, served), name=name)
        for name in ("Ann", "Bob", "Cleo", "Dan")
    ]
    for number in range(24):
        queue.put_nowait(Order(random.randint(1, 3), number, random.choice(ITEMS)))
    await queue.join()
    for task in workers:
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*workers)
    total = sum(price for _, price in served)
    print(f"{len(served)} drinks, {total:.2f} in all, {cache.hits} prices from the cache")


asyncio.run(main())
