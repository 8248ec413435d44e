"""A higher recursion limit lets functions, coroutines and generators go deeper."""

import asyncio
import sys
from functools import lru_cache

print(sys.getrecursionlimit() >= 1000)
sys.setrecursionlimit(1_000_000)
print(sys.getrecursionlimit())


def depth(node):
    return 0 if node is None else 1 + depth(node[1])


async def down(n):
    if n == 0:
        await asyncio.sleep(1)
        return 0
    return 1 + await down(n - 1)


def counting(n):
    if n:
        yield n
        yield from counting(n - 1)


@lru_cache(maxsize=None)
def memoised(n):
    return n if n < 2 else memoised(n - 1) + memoised(n - 2)


def visit(graph, at, seen):
    seen.append(at)
    for near in graph.get(at, ()):
        visit(graph, near, seen)
    return seen


nodes = None
for i in range(3000):
    nodes = (i, nodes)
print(depth(nodes))
print(len(visit({i: [i + 1] for i in range(2000)}, 0, [])))
print(sum(counting(200)), memoised(30))
print(asyncio.run(down(1500)))
for wrong in (0, -5, "deep"):
    try:
        sys.setrecursionlimit(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
