import asyncio
from collections import Counter
from functools import reduce
from operator import add

TEXT = """the loop runs the task
the task awaits the timer
the timer wakes the task"""


async def count(line):
    await asyncio.sleep(len(line) / 100)
    return Counter(line.split())


async def main():
    parts = await asyncio.gather(*map(count, TEXT.splitlines()))
    total = reduce(add, parts)
    for word, n in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        print(f"{word:<8}{n:>3} {'#' * n}")


asyncio.run(main())
