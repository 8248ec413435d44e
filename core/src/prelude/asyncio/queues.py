"""Queues between tasks."""

from _collections import deque
from _heapq import heappop, heappush

from _asyncio import (
    _changed, _get_running_loop, _queue_empty, _queue_full, _queue_qsize, _resource, _shortcuts,
    _waiter,
)
from asyncio.locks import _SilentEvent
from asyncio.mixins import _LoopBoundMixin


class QueueEmpty(Exception):
    """`get_nowait` found nothing."""


class QueueFull(Exception):
    """`put_nowait` found no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class Queue(_LoopBoundMixin):
    """First in, first out."""

    def __init__(self, maxsize=0):
        self._loop = None
        self._number = self._introduce()
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = _SilentEvent("join", self._number)
        self._finished.set()
        self._init(maxsize)
        self._is_shutdown = False
        self._tell()

    # What subclasses change.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    # What the trace is told.

    def _introduce(self):
        return _resource("queue", type(self).__name__)

    def _tell(self):
        _changed(self._number, len(self._queue), self._maxsize, self._unfinished_tasks)

    def _new_waiter(self, kind):
        if self._loop is not _get_running_loop():
            self._get_loop()
        return _waiter(kind, self._number)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(type(list[int]))

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        if self._is_shutdown:
            parts.append("shutdown")
        return " ".join(parts)

    # How many items are in it, whether there is none, whether there is no room.
    qsize = _queue_qsize
    empty = _queue_empty
    full = _queue_full

    @property
    def maxsize(self):
        """How many items it may hold; 0 for no bound."""
        return self._maxsize

    async def put(self, item):
        """Put an item in, waiting for room."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            putter = self._new_waiter("put")
            self._putters.append(putter)
            try:
                await putter
            except:
                self._give_up(putter, self._putters, self.full)
                raise
        return self.put_nowait(item)

    async def get(self):
        """Take an item out, waiting for one."""
        while self.empty():
            if self._is_shutdown and self.empty():
                raise QueueShutDown
            getter = self._new_waiter("get")
            self._getters.append(getter)
            try:
                await getter
            except:
                self._give_up(getter, self._getters, self.empty)
                raise
        return self.get_nowait()

    def _give_up(self, waiter, waiters, must_wait):
        """The wait was cancelled: if it was our turn already, the next one has it."""
        waiter.cancel()
        try:
            waiters.remove(waiter)
        except ValueError:
            pass
        if not must_wait() and not waiter.cancelled():
            self._wakeup_next(waiters)

    def put_nowait(self, item):
        """Put an item in or raise QueueFull."""
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished._value = False
        self._tell()
        if self._getters:
            self._wakeup_next(self._getters)

    def get_nowait(self):
        """Take an item out or raise QueueEmpty."""
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._tell()
        if self._putters:
            self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """The work for an item that was taken is done."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        self._tell()
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until the work for all items is done."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """Refuse new items; with `immediate`, drop those that are in it."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            self._tell()
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)


class PriorityQueue(Queue):
    """The smallest item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    """The last item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


_shortcuts(Queue, LifoQueue)


class _SilentQueue(Queue):
    """The queue inside of `as_completed`."""

    def _introduce(self):
        return 0

    def _tell(self):
        pass

    def _new_waiter(self, kind):
        self._get_loop()
        return _waiter("several", 1)
