# title: Await a task, or gather
# text: A task runs from the moment it is created, so two awaits after two create_task overlap.
# text: They only fix the order in which main looks at the results; gather collects them all at once.
# question: Why does the first round take 1.00 s and not 1.50 s, though main awaits one task after the other?
# start: 0.50

import asyncio
import time

async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    print(f"  {name} is here")
    return name

async def main():
    start = time.perf_counter()
    slow = asyncio.create_task(fetch("slow", 1.0), name="slow")
    fast = asyncio.create_task(fetch("fast", 0.5), name="fast")
    print(await slow, await fast)
    print(f"two tasks: {time.perf_counter() - start:.2f} s")

    start = time.perf_counter()
    print(await asyncio.gather(fetch("a", 1.0), fetch("b", 0.5)))
    print(f"gather: {time.perf_counter() - start:.2f} s")

    start = time.perf_counter()
    print(await fetch("x", 1.0), await fetch("y", 0.5))
    print(f"no tasks: {time.perf_counter() - start:.2f} s")

asyncio.run(main())
