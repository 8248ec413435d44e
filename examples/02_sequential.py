# title: One after another
# text: Each await waits for its call to end before the next one begins.
# text: The loop has nothing else to do meanwhile, so two calls of 1.0 s take 2.00 s.
# question: The second call does not need the first one's answer. Where is the idle time?
# start: 1.00

import asyncio
import time

async def call(name, seconds):
    print(name, "connecting")
    await asyncio.sleep(seconds)
    print(name, "ready")
    return name

async def main():
    start = time.perf_counter()
    first = await call("Users", 1.0)
    second = await call("Orders", 1.0)
    took = time.perf_counter() - start
    print([first, second], f"in {took:.2f} s")

asyncio.run(main())
