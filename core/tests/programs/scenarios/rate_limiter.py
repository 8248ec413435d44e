import asyncio


class TokenBucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens = capacity
        self.updated = 0.0
        self.lock = asyncio.Lock()

    async def take(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            now = loop.time()
            self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
            self.updated = now
            if self.tokens < 1:
                wait = (1 - self.tokens) / self.rate
                await asyncio.sleep(wait)
                self.updated = loop.time()
                self.tokens = 1
            self.tokens -= 1


async def request(n, bucket):
    await bucket.take()
    print(f"{asyncio.get_running_loop().time():.2f} request {n}")


async def main():
    bucket = TokenBucket(rate=4, capacity=2)
    await asyncio.gather(*(request(n, bucket) for n in range(7)))


asyncio.run(main())
