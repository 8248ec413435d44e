"""What a queue of threads holds, and queues that hold it in another way."""

import queue
from collections import OrderedDict


class Distinct(queue.Queue):
    def _init(self, maxsize):
        self.items = OrderedDict()

    def _qsize(self):
        return len(self.items)

    def _put(self, item):
        self.items[item] = None

    def _get(self):
        return self.items.popitem(last=False)[0]


class Unordered(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind()
    for item in (3, 1, 2):
        q.put(item)
    print(kind.__name__, q.queue, q.queue[0], list(q.queue), q.get(), q.qsize())

q = queue.Queue()
for item in "abc":
    q.put(item)
q.queue.appendleft("first")
print(q.get(), q.queue)
with q.mutex:
    q.queue.clear()
print(q.empty(), q.qsize(), q.unfinished_tasks, q.mutex is q.mutex, q.mutex.locked())

d = Distinct(2)
d.put("x")
d.put("x")
d.put("y")
try:
    d.put_nowait("z")
except queue.Full:
    print("full", d.qsize(), d.full(), list(d.items))
print(d.get(), d.get(), d.empty())
try:
    d.get_nowait()
except queue.Empty:
    print("empty")
d.put("left")
d.shutdown(immediate=True)
try:
    d.get()
except queue.ShutDown:
    print("shut down", d.qsize())

u = Unordered()
u.put(5)
u.put(5)
print(u.qsize(), u.get(), u.empty())
