"""queue: queues between simulated threads."""

from _collections import deque
from _waiting import sync, wait_until, wake
from heapq import heappop, heappush
from types import GenericAlias as _GenericAlias


class Empty(Exception):
    """Nothing is there to get."""

    __module__ = "_queue"


class Full(Exception):
    """There is no room to put."""


class ShutDown(Exception):
    """The queue takes no more."""


class Queue:
    """First in, first out."""

    __class_getitem__ = classmethod(_GenericAlias)

    def __deepcopy__(self, memo):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self.is_shutdown = False
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    @property
    def mutex(self):
        """Programs hold it while they change what is in; here nobody else runs then."""
        from threading import Lock

        return self.__dict__.setdefault("mutex", Lock())

    def qsize(self):
        """How many items are in."""
        return self._qsize()

    def empty(self):
        """True where nothing is in."""
        return not self._qsize()

    def full(self):
        """True where there is no room."""
        return 0 < self.maxsize <= self._qsize()

    def _can_put(self):
        return self.is_shutdown or not self.full()

    def _can_get(self):
        return self.is_shutdown or self._qsize() > 0

    def put(self, item, block=True, timeout=None):
        """Put an item in, waiting for room."""
        sync()
        if self.is_shutdown:
            raise ShutDown
        if self.full():
            _wait(self._can_put, block, timeout, Full, "waiting for room in a queue")
            if self.is_shutdown:
                raise ShutDown
        self._put(item)
        self.unfinished_tasks += 1
        wake()

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one."""
        sync()
        if not self._qsize():
            if self.is_shutdown:
                raise ShutDown
            _wait(self._can_get, block, timeout, Empty, "waiting for an item of a queue")
            if not self._qsize():
                raise ShutDown
        item = self._get()
        wake()
        return item

    def put_nowait(self, item):
        """Put an item in, or raise Full."""
        self.put(item, block=False)

    def get_nowait(self):
        """Take an item out, or raise Empty."""
        return self.get(block=False)

    def task_done(self):
        """An item that was taken out is done with."""
        sync()
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1
        wake()

    def _is_done(self):
        return not self.unfinished_tasks

    def join(self):
        """Wait until every item is done with."""
        if self.unfinished_tasks:
            wait_until(self._is_done, None, "waiting for a queue's items")

    def shutdown(self, immediate=False):
        """Take no more; with `immediate`, give no more either."""
        sync()
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self.unfinished_tasks -= 1
        wake()


def _wait(ready, block, timeout, error, what):
    if not block:
        raise error
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    if not wait_until(ready, timeout, what):
        raise error


class PriorityQueue(Queue):
    """The least first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, and no more."""

    __module__ = "_queue"
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self):
        self._items = []

    def put(self, item, block=True, timeout=None):
        """Put an item in; there is always room."""
        sync()
        self._items.append(item)
        wake()

    put_nowait = put

    def _can_get(self):
        return bool(self._items)

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one."""
        sync()
        if not self._items:
            _wait(self._can_get, block, timeout, Empty, "waiting for an item of a queue")
        return self._items.pop(0)

    def get_nowait(self):
        """Take an item out, or raise Empty."""
        return self.get(block=False)

    def empty(self):
        """True where nothing is in."""
        return not self._items

    def qsize(self):
        """How many items are in."""
        return len(self._items)
