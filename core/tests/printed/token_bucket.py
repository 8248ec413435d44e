"""A token bucket sleeps for what a rounded sum says is missing."""
import asyncio
import time


class Bucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens, self.at = capacity, time.monotonic()

    async def take(self, count=1):
        while True:
            now = time.monotonic()
            self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
            self.at = now
            if self.tokens >= count:
                self.tokens -= count
                return
            await asyncio.sleep((count - self.tokens) / self.rate)


async def hit(bucket, number):
    await bucket.take()
    print(f"hit {number} at {time.monotonic():.2f}")


async def main():
    bucket = Bucket(10, 2)
    await asyncio.gather(*(hit(bucket, number) for number in range(12)))


asyncio.run(main())
