"""heapq: heaps in lists. What moves items is native."""

from _heapq import (
    heapify,
    heapify_max,
    heappop,
    heappop_max,
    heappush,
    heappush_max,
    heappushpop,
    heappushpop_max,
    heapreplace,
    heapreplace_max,
)

__all__ = [
    "heapify", "heapify_max", "heappop", "heappop_max", "heappush", "heappush_max",
    "heappushpop", "heappushpop_max", "heapreplace", "heapreplace_max", "merge", "nlargest",
    "nsmallest",
]


def merge(*iterables, key=None, reverse=False):
    heap = []
    sign = -1 if reverse else 1
    make, pop, replace = (
        (heapify_max, heappop_max, heapreplace_max) if reverse else (heapify, heappop, heapreplace)
    )
    for order, iterator in enumerate(map(iter, iterables)):
        for value in iterator:
            rank = value if key is None else key(value)
            heap.append([rank, order * sign, value, iterator])
            break
    make(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            replace(heap, entry)
            break
        else:
            pop(heap)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
