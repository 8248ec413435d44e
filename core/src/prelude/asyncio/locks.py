"""Locks and their kind.

Every object tells the trace what it is (`_resource`), how it changes (`_changed`), and what the
futures mean on which tasks wait for it (`_waiter`). The silent ones inside of others do not.
"""

from _collections import deque

from _asyncio import _changed, _get_running_loop, _resource, _shortcuts, _waiter
from asyncio.exceptions import BrokenBarrierError, CancelledError
from asyncio.mixins import _LoopBoundMixin


class _Shared(_LoopBoundMixin):
    """What a task can wait for."""

    # What a wait means for the trace, and the number of the object in it.
    _kind = None
    _number = 0

    def _new_waiter(self):
        if self._loop is not _get_running_loop():
            self._get_loop()
        return _waiter(self._kind, self._number)

    def _describe(self, state):
        text = object.__repr__(self)
        if self._waiters:
            state = f"{state}, waiters:{len(self._waiters)}"
        return f"<{text[1:-1]} [{state}]>"


class _ContextManagerMixin:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, kind, error, traceback):
        self.release()


class Lock(_ContextManagerMixin, _Shared):
    """At most one task at a time."""

    _kind = "lock"

    def __init__(self):
        self._loop = None
        self._number = _resource("lock", "Lock")
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return self._describe("locked" if self._locked else "unlocked")

    def _set(self, locked):
        self._locked = locked
        _changed(self._number, 1 if locked else 0, 1, 0, locked)

    def locked(self):
        """True while somebody holds it."""
        return self._locked

    async def acquire(self):
        """Wait until the lock is free, then take it."""
        if not self._locked and (
            not self._waiters or all(waiter.cancelled() for waiter in self._waiters)
        ):
            self._set(True)
            return True
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._new_waiter()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            # It may have been our turn: somebody else must have it.
            if not self._locked:
                self._wake_up_first()
            raise
        self._set(True)
        return True

    def release(self):
        """Let the lock go; the first in line gets it."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._set(False)
        if self._waiters:
            self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


class _SilentLock(Lock):
    """A lock of which the trace does not tell by itself."""

    def __init__(self, kind, number):
        self._kind = kind
        self._number = number
        self._waiters = None
        self._locked = False

    def _set(self, locked):
        self._locked = locked


class Event(_Shared):
    """Something that happens once for all who wait."""

    _kind = "event"

    def __init__(self):
        self._number = _resource("event", "Event")
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return self._describe("set" if self._value else "unset")

    def _tell(self):
        _changed(self._number, 1 if self._value else 0, 1)

    def is_set(self):
        """True while the event is set."""
        return self._value

    def set(self):
        """Set it and wake everybody who waits."""
        if not self._value:
            self._value = True
            self._tell()
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        """Unset it."""
        if self._value:
            self._value = False
            self._tell()

    async def wait(self):
        """Wait until it is set."""
        if self._value:
            return True
        waiter = self._new_waiter()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class _SilentEvent(Event):
    """An event of which the trace does not tell by itself."""

    def __init__(self, kind, number):
        self._kind = kind
        self._number = number
        self._waiters = deque()
        self._value = False

    def _tell(self):
        pass


class Condition(_ContextManagerMixin, _Shared):
    """A lock with a line of tasks that wait to be told of a change."""

    _kind = "condition"

    def __init__(self, lock=None):
        self._number = _resource("condition", "Condition")
        self._begin(Lock() if lock is None else lock)

    def _begin(self, lock):
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = deque()

    def __repr__(self):
        return self._describe("locked" if self.locked() else "unlocked")

    async def wait(self):
        """Let the lock go, wait to be notified, take the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = self._new_waiter()
        self.release()
        try:
            try:
                self._waiters.append(waiter)
                try:
                    await waiter
                    return True
                finally:
                    self._waiters.remove(waiter)
            finally:
                await self._take_back()
        except BaseException:
            # The notification may have been for us: somebody else must have it.
            self._notify(1)
            raise

    async def _take_back(self):
        """Takes the lock whatever happens; the last cancel meanwhile is raised afterwards."""
        cancel = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                cancel = error
        if cancel is not None:
            try:
                raise cancel
            finally:
                cancel = None

    async def wait_for(self, predicate):
        """Wait until the predicate is true."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake so many of those who wait."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def _notify(self, n):
        woken = 0
        for waiter in self._waiters:
            if woken >= n:
                break
            if not waiter.done():
                woken += 1
                waiter.set_result(False)

    def notify_all(self):
        """Wake all who wait."""
        self.notify(len(self._waiters))


class _SilentCondition(Condition):
    """A condition of which the trace does not tell by itself."""

    def __init__(self, kind, number, lock):
        self._kind = kind
        self._number = number
        self._begin(lock)


class Semaphore(_ContextManagerMixin, _Shared):
    """At most so many tasks at a time."""

    _kind = "semaphore"

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._loop = None
        self._number = _resource("semaphore", type(self).__name__)
        self._waiters = None
        self._value = value
        self._total = value
        self._tell()

    def __repr__(self):
        return self._describe("locked" if self.locked() else f"unlocked, value:{self._value}")

    def _tell(self):
        _changed(self._number, self._value, self._total)

    def locked(self):
        """True where `acquire` would wait."""
        if self._value == 0:
            return True
        if not self._waiters:
            return False
        return any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        """Wait for a permit and take it."""
        if not self.locked():
            self._value -= 1
            self._tell()
            return True
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._new_waiter()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                # The permit that was meant for us goes back.
                self._value += 1
                self._tell()
            raise
        finally:
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        """Give a permit back; the first in line gets it."""
        self._value += 1
        self._tell()
        if self._waiters:
            self._wake_up_next()

    def _wake_up_next(self):
        for waiter in self._waiters or ():
            if not waiter.done():
                self._value -= 1
                self._tell()
                waiter.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be given more permits than it had."""

    def __init__(self, value=1):
        super().__init__(value)
        self._bound_value = value

    def release(self):
        """Give a permit back."""
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


_shortcuts(Lock, Semaphore, BoundedSemaphore, _SilentEvent)

_FILLING = "filling"
_DRAINING = "draining"
_RESETTING = "resetting"
_BROKEN = "broken"


class Barrier(_LoopBoundMixin):
    """Tasks wait for each other until so many have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._number = _resource("barrier", "Barrier")
        lock = _SilentLock("barrier", self._number)
        self._cond = _SilentCondition("barrier", self._number, lock)
        self._state = _FILLING
        self._count = 0
        self._tell()

    def __repr__(self):
        state = self._state
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{object.__repr__(self)[1:-1]} [{state}]>"

    def _tell(self):
        _changed(self._number, self._count, self._parties)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; give a number from 0 to parties - 1."""
        async with self._cond:
            await self._wait_for_entrance()
            try:
                index = self._count
                self._count += 1
                self._tell()
                if index + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._wait_for_others()
                return index
            finally:
                self._count -= 1
                self._tell()
                self._leave()

    async def _wait_for_entrance(self):
        await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
        if self._state is _BROKEN:
            raise BrokenBarrierError("Barrier aborted")

    async def _wait_for_others(self):
        await self._cond.wait_for(lambda: self._state is not _FILLING)
        if self._state in (_BROKEN, _RESETTING):
            raise BrokenBarrierError("Abort or reset of barrier")

    def _leave(self):
        if self._count == 0:
            if self._state in (_RESETTING, _DRAINING):
                self._state = _FILLING
            self._cond.notify_all()

    async def reset(self):
        """Send those who wait away with BrokenBarrierError and begin anew."""
        async with self._cond:
            self._state = _RESETTING if self._count > 0 else _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier for good."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many must come."""
        return self._parties

    @property
    def n_waiting(self):
        """How many have come."""
        return self._count if self._state is _FILLING else 0

    @property
    def broken(self):
        """True once it was aborted."""
        return self._state is _BROKEN
