# title: Gather: run them together
# text: gather wraps each call in a task, so that all three wait at the same time.
# text: The whole takes as long as the slowest, and results come in the order of the arguments.
# question: Cache is ready first. Why is it not the first in the list?
# start: 0.50

import asyncio

async def call(name, seconds):
    print(name, "connecting")
    await asyncio.sleep(seconds)
    print(name, "ready")
    return name

async def main():
    results = await asyncio.gather(
        call("Database", 1.5),
        call("Cache", 0.5),
        call("Search-Index", 1.2),
    )
    print(results)

asyncio.run(main())
