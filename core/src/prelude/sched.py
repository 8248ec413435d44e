"""sched: calls at their times, one after the other."""

from collections import namedtuple
from heapq import heapify, heappop, heappush
from itertools import count
from time import monotonic, sleep

__all__ = ["scheduler"]

Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")


class scheduler:
    def __init__(self, timefunc=monotonic, delayfunc=sleep):
        self._queue = []
        self._sequence = count()
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        event = Event(time, priority, next(self._sequence), action, argument, kwargs or {})
        heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._queue.remove(event)
        heapify(self._queue)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            wait = event.time - self.timefunc()
            if wait <= 0:
                heappop(self._queue)
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(wait)
            else:
                return wait

    @property
    def queue(self):
        return sorted(self._queue)
