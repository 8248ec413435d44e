"""Simulated threads: each runs in one go when it is started, on a clock of its own.

What a thread does later in its life has happened, for the others, when their clock gets there;
only waiting for something other than time is not possible inside of it.
"""

from _asyncio import (
    _changed,
    _job,
    _job_ended,
    _job_started,
    _nanos,
    _resource,
    _run_thread,
    _thread,
    _traceback,
    _worker,
)
from _waiting import alive as _alive, sync as _sync, wait_until as _wait_until, wake as _wake

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError

_names = iter(range(1, 1 << 60))
_idents = iter(range(1000001, 1 << 60))
# The number of all threads together in the trace, once there is one.
_shown = []


def _old(name, now, instead):
    def call(*args):
        from warnings import warn

        warn(f"{name}() is deprecated, {instead} instead", DeprecationWarning)
        return now(*args)

    call.__name__ = name
    return call


def _number():
    if not _shown:
        _shown.append(_resource("thread", "threads"))
    return _shown[0]


def _tell():
    running = sum(isinstance(thread, Thread) for thread in _alive) - 1
    _changed(_number(), running, running, 0)


def excepthook(args, /):
    """What is told of an exception that leaves a thread."""
    if args.exc_type is not SystemExit:
        from asyncio.base_events import _to_stderr

        _to_stderr(f"Exception in thread {args.thread.name}:\n{_traceback(args.exc_value)}")


__excepthook__ = excepthook


def _hook_arguments(error, thread):
    from collections import namedtuple

    made = namedtuple("_ExceptHookArgs", "exc_type exc_value exc_traceback thread")
    return made(type(error), error, error.__traceback__, thread)


class Thread:
    """A function that runs beside the others."""

    _state = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            name = f"Thread-{next(_names)}"
            if target is not None and hasattr(target, "__name__"):
                name = f"{name} ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else bool(daemon)
        self._ident = None
        self._state = "initial"
        self._job = None

    def __repr__(self):
        state = "started" if self._state == "running" else self._state
        state = "stopped" if state == "ended" else state
        daemon = " daemon" if self._daemonic else ""
        ident = "" if self._ident is None else f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {state}{daemon}{ident})>"

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._state not in (None, "initial"):
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = bool(daemonic)

    getName = _old("getName", lambda self: self.name, "get the name attribute")
    setName = _old("setName", name.fset, "set the name attribute")
    isDaemon = _old("isDaemon", lambda self: self.daemon, "get the daemon attribute")
    setDaemon = _old("setDaemon", daemon.fset, "set the daemon attribute")

    def run(self):
        """What the thread does."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def start(self):
        """Begin; returns at once."""
        if self._state is None:
            raise RuntimeError("thread.__init__() not called")
        if self._state != "initial":
            raise RuntimeError("threads can only be started once")
        self._state = "running"
        self._ident = next(_idents)
        _alive.append(self)
        self._job = _job(_number(), self._target or self.run, self._args)
        _tell()
        _job_started(self._job, _worker(_number(), self._name))
        daemon, job = self._daemonic, self._job
        _run_thread(_nanos(), self._body, self, True, daemon, job, self._end)

    def _body(self):
        try:
            self.run()
        except BaseException as error:
            excepthook(_hook_arguments(error, self))

    def _end(self):
        self._state = "ended"
        _alive.remove(self)
        _job_ended(self._job, True, None)
        _tell()

    def _is_over(self):
        return self._state == "ended"

    def join(self, timeout=None):
        """Wait until it has ended."""
        if self._state == "initial":
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        _wait_until(self._is_over, timeout, "waiting for a thread")

    def is_alive(self):
        """True while it runs."""
        return self._state == "running"


class Timer(Thread):
    """A function that is called after a while."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call it, if it has not been called."""
        self.finished.set()

    def run(self):
        """Wait, then call."""
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def _made_thread(name, ident):
    thread = Thread.__new__(Thread)
    thread._name = name
    thread._daemonic = False
    thread._ident = ident
    thread._state = "running"
    return thread


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._ident = 1
        self._state = "running"
        self._job = None


_main = _MainThread()
_alive.insert(0, _main)
# Workers of pools, by name.
_workers = {}


def main_thread():
    """The thread in which the program began."""
    return _main


def current_thread():
    """The thread that runs now."""
    thread = _thread()
    return _main if thread is None else _known(thread)


def _known(thread):
    if isinstance(thread, Thread):
        return thread
    if thread not in _workers:
        _workers[thread] = _made_thread(thread, next(_idents))
    return _workers[thread]


def get_ident():
    """A number for the thread that runs now."""
    return current_thread().ident


get_native_id = get_ident
currentThread = _old("currentThread", current_thread, "use current_thread()")


def active_count():
    """How many threads are alive."""
    return len(_alive)


activeCount = _old("activeCount", active_count, "use active_count()")


def enumerate():
    """The threads that are alive."""
    return [*map(_known, _alive)]


class local:
    """Attributes of which every thread has its own."""

    __module__ = "_thread"
    __qualname__ = "_local"

    def __new__(cls, /, *args, **kwds):
        self = object.__new__(cls)
        if (args or kwds) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        object.__setattr__(self, "_of_threads", {get_ident(): {}})
        object.__setattr__(self, "_made_with", (args, kwds))
        return self

    def _mine(self):
        of_threads = object.__getattribute__(self, "_of_threads")
        ident = get_ident()
        if ident not in of_threads:
            of_threads[ident] = {}
            args, kwds = object.__getattribute__(self, "_made_with")
            self.__init__(*args, **kwds)
        return of_threads[ident]

    __dict__ = property(_mine)

    def __getattr__(self, name):
        mine = self._mine()
        if name in mine:
            return mine[name]
        raise AttributeError(f"'_thread._local' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        self._mine()[name] = value

    def __delattr__(self, name):
        mine = self._mine()
        if name not in mine:
            raise AttributeError(f"'_thread._local' object has no attribute '{name}'")
        del mine[name]


def _limit(blocking, timeout):
    """How long to wait; None for ever."""
    if not isinstance(timeout, (int, float)):
        kind = type(timeout).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer or float")
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


def _uncopied(self, memo):
    kind = "RLock" if isinstance(self, _RLock) else "lock"
    raise TypeError(f"cannot pickle '_thread.{kind}' object")


class Lock:
    """At most one thread at a time."""

    __module__ = "_thread"
    __qualname__ = "lock"
    __reduce_ex__ = _uncopied

    def __init__(self):
        self._locked = False

    def _is_free(self):
        return not self._locked

    def acquire(self, blocking=True, timeout=-1):
        """Wait until it is free, then take it."""
        limit = _limit(blocking, timeout)
        _sync()
        if self._locked:
            if not blocking:
                return False
            if not _wait_until(self._is_free, limit, "waiting for a lock"):
                return False
        self._locked = True
        return True

    def release(self):
        """Let it go."""
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        _sync()
        self._locked = False
        _wake()

    def locked(self):
        """True while somebody holds it."""
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


class _RLock(Lock):
    """A lock that its owner may take again."""

    __module__ = "_thread"
    __qualname__ = "RLock"

    def __init__(self):
        super().__init__()
        self._owner = None
        self._count = 0

    def _is_owned(self):
        return self._owner == get_ident()

    def acquire(self, blocking=True, timeout=-1):
        """Wait until it is free or ours, then take it."""
        if self._is_owned():
            self._count += 1
            return True
        if not super().acquire(blocking, timeout):
            return False
        self._owner = get_ident()
        self._count = 1
        return True

    def release(self):
        """Let it go once."""
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            super().release()

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        owner = f"owner={self._owner or 0} count={self._count}"
        return f"<{state} _thread.RLock object {owner} at {id(self):#x}>"


Lock.__name__ = "lock"
_RLock.__name__ = "RLock"
local.__name__ = "_local"


def RLock():
    """A lock that its owner may take again."""
    return _RLock()


def _state_of(self, state):
    cls = self.__class__
    return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"


class Event:
    """Something that happens once for all who wait."""

    __deepcopy__ = _uncopied

    def __init__(self):
        self._flag = False

    def __repr__(self):
        return _state_of(self, "set" if self._flag else "unset")

    def is_set(self):
        """True while it is set."""
        _sync()
        return self._flag

    isSet = _old("isSet", is_set, "use is_set()")

    def set(self):
        """Set it and wake everybody who waits."""
        _sync()
        self._flag = True
        _wake()

    def clear(self):
        """Unset it."""
        _sync()
        self._flag = False

    def wait(self, timeout=None):
        """Wait until it is set."""
        return _wait_until(self.is_set, timeout, "waiting for an event")


class Semaphore:
    """At most so many threads at a time."""

    __deepcopy__ = _uncopied

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def __repr__(self):
        return _state_of(self, f"value={self._value}")

    def _is_free(self):
        return self._value > 0

    def acquire(self, blocking=True, timeout=None):
        """Wait for a permit and take it."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        _sync()
        if self._value <= 0:
            if not blocking:
                return False
            if not _wait_until(self._is_free, timeout, "waiting for a semaphore"):
                return False
        self._value -= 1
        return True

    def release(self, n=1):
        """Give permits back."""
        if n < 1:
            raise ValueError("n must be one or more")
        _sync()
        self._value += n
        _wake()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be given more permits than it had."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return _state_of(self, f"value={self._value}/{self._initial_value}")

    def release(self, n=1):
        """Give permits back."""
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Condition:
    """A lock, and waiting for somebody else to say that something has changed."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._tickets = []
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *error):
        return self._lock.__exit__(*error)

    def __repr__(self):
        return f"<Condition({self._lock!r}, {len(self._tickets)})>"

    def _check(self, verb):
        owner = getattr(self._lock, "_owner", get_ident())
        if not self._lock.locked() or owner != get_ident():
            raise RuntimeError(f"cannot {verb} on un-acquired lock")

    def wait(self, timeout=None):
        """Let the lock go until somebody notifies, then take it again."""
        self._check("wait")
        ticket = []
        self._tickets.append(ticket)
        depth = getattr(self._lock, "_count", 1)
        for _ in range(depth):
            self._lock.release()
        try:
            told = _wait_until(lambda: bool(ticket), timeout, "waiting for a condition")
        finally:
            for _ in range(depth):
                self._lock.acquire()
        if not told and ticket in self._tickets:
            self._tickets = [other for other in self._tickets if other is not ticket]
        return told

    def wait_for(self, predicate, timeout=None):
        """Wait until the predicate holds."""
        end = None if timeout is None else _nanos() + timeout * 1e9
        result = predicate()
        while not result:
            left = None if end is None else (end - _nanos()) / 1e9
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake the first who wait."""
        self._check("notify")
        for ticket in self._tickets[:n]:
            ticket.append(True)
        del self._tickets[:n]
        _wake()

    def notify_all(self):
        """Wake all who wait."""
        self.notify(len(self._tickets))

    notifyAll = _old("notifyAll", notify_all, "use notify_all()")


class BrokenBarrierError(RuntimeError):
    """Somebody left the barrier before all were there."""


class Barrier:
    """A place where threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._round = []
        self.broken = False

    def __repr__(self):
        waiting = f"waiters={self.n_waiting}/{self.parties}"
        return _state_of(self, "broken" if self.broken else waiting)

    @property
    def n_waiting(self):
        return len(self._round)

    def wait(self, timeout=None):
        """Wait for the others; gives which one of them we are."""
        _sync()
        if self.broken:
            raise BrokenBarrierError
        mine = self._round
        index = len(mine)
        mine.append(None)
        if len(mine) == self.parties:
            try:
                if self._action is not None:
                    self._action()
            except BaseException:
                self.abort()
                raise
            mine.clear()
            self._round = []
            _wake()
            return index
        limit = self._timeout if timeout is None else timeout
        if not _wait_until(lambda: self._round is not mine, limit, "waiting for a barrier"):
            self.abort()
        if mine:
            raise BrokenBarrierError
        return index

    def abort(self):
        """Break it."""
        self.broken = True
        self._round = []
        _wake()

    def reset(self):
        """Make it new; those who wait are told that it broke."""
        self.broken = False
        self._round = []
        _wake()
