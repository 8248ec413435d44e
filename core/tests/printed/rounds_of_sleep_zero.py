"""Tasks that go round with sleep(0) until a timer, a thread or the clock lets them go on."""
import asyncio
import time
from collections import deque


class SlidingWindow:
    """At most `limit` entries in any span of `window` seconds."""

    def __init__(self, limit, window):
        self.limit, self.window = limit, window
        self.entries = deque()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        async with self.lock:
            while True:
                now = loop.time()
                while self.entries and now - self.entries[0] >= self.window:
                    self.entries.popleft()
                if len(self.entries) < self.limit:
                    break
                # Rounded, this may be nothing where the test above says that it is too early.
                await asyncio.sleep(self.entries[0] + self.window - now)
            self.entries.append(loop.time())

    async def __aexit__(self, *error):
        return False


async def enter(window, number):
    async with window:
        print(f"entry {number} at {time.monotonic():.2f}")

async def spin(counted):
    while True:
        counted["rounds"] += 1
        await asyncio.sleep(0)


async def main():
    await asyncio.sleep(0.3)
    window = SlidingWindow(2, 2.0)
    await asyncio.gather(*(enter(window, number) for number in range(5)))

    timer = asyncio.create_task(asyncio.sleep(0.5))
    while not timer.done():
        await asyncio.sleep(0)
    print(f"the timer is over at {time.monotonic():.2f}")

    counted = {"rounds": 0}
    spinner = asyncio.create_task(spin(counted))
    await asyncio.to_thread(time.sleep, 0.5)
    spinner.cancel()
    print(f"the thread is over at {time.monotonic():.2f}, {counted['rounds'] > 1_000}")

    end = time.time() + 0.5
    while time.time() < end:
        await asyncio.sleep(0)
    print(f"the clock was waited for until {time.monotonic():.2f}")

    sleepers = [asyncio.ensure_future(asyncio.sleep(0.5 + number / 10)) for number in range(12)]
    while sleepers:
        await asyncio.sleep(0)
        if sleepers[0].done():
            sleepers.pop(0)
    print(f"twelve sleepers were asked in turn until {time.monotonic():.2f}")

    await asyncio.sleep(0.2)
    started = time.perf_counter()
    for _ in range(100_000):
        await asyncio.sleep(0)
    print(f"rounds that end by themselves took {time.perf_counter() - started}")


asyncio.run(main())
