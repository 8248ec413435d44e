"""Pools of simulated worker threads and processes.

A job runs in one go when a worker takes it, on a clock of its own; its end is an event at the
moment at which that clock stood then. What Rust does for it is in `executor/threads.rs`.
"""

from collections import namedtuple
from _asyncio import (
    _at,
    _changed,
    _is_ahead,
    _job,
    _job_ended,
    _job_started,
    _nanos,
    _resource,
    _run_thread,
    _worker,
)

from _waiting import alive, sync, wait_until, wake
from asyncio.base_events import _log

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_PENDING = "PENDING"
_RUNNING = "RUNNING"
_CANCELLED = "CANCELLED"
_NOTIFIED = "CANCELLED_AND_NOTIFIED"
_FINISHED = "FINISHED"
_LOGGER = "concurrent.futures"
_OVER = (_CANCELLED, _NOTIFIED, _FINISHED)

# As many as `min(32, cpus + 4)` gives on a machine with 28 of them.
_THREADS = 32
_PROCESSES = 28


class Error(Exception):
    """Base class of this module's exceptions."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The future is in a state in which this cannot be done."""


class BrokenExecutor(RuntimeError):
    """The pool does not work any more."""


class BrokenThreadPool(BrokenExecutor):
    """A thread of the pool has failed before its first job."""

    __module__ = "concurrent.futures.thread"


class BrokenProcessPool(BrokenExecutor):
    """A process of the pool has failed before its first job."""

    __module__ = "concurrent.futures.process"


class _Backlog(list):
    qsize = list.__len__


TimeoutError = TimeoutError


class Future:
    """The result that a job will have."""

    def __init__(self):
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._done_callbacks = []
        # The job's number in the trace.
        self._job = None

    def __repr__(self):
        state = "cancelled" if self.cancelled() else self._state.lower()
        text = f"<{self.__class__.__name__} at {id(self):#x} state={state}"
        if self._state == _FINISHED:
            if self._exception is not None:
                return f"{text} raised {self._exception.__class__.__name__}>"
            return f"{text} returned {self._result.__class__.__name__}>"
        return f"{text}>"

    __class_getitem__ = classmethod(type(list[int]))

    def cancel(self):
        """Cancel the job unless it has begun."""
        if self._state in (_RUNNING, _FINISHED):
            return False
        if self._state in (_CANCELLED, _NOTIFIED):
            return True
        self._state = _CANCELLED
        self._tell_callbacks()
        return True

    def cancelled(self):
        """True where it was cancelled."""
        return self._state in (_CANCELLED, _NOTIFIED)

    def running(self):
        """True while the job runs."""
        return self._state == _RUNNING

    def done(self):
        """True where it was cancelled or has ended."""
        return self._state in _OVER

    def add_done_callback(self, fn):
        """Call `fn` with the future when it is done, at once where it is."""
        if self._state in _OVER:
            self._call(fn)
        else:
            self._done_callbacks.append(fn)

    def _call(self, callback):
        try:
            callback(self)
        except Exception as error:
            text = f"exception calling callback for {self!r}"
            _log(
                "error", text, error, _LOGGER, 336, "_invoke_callbacks", "concurrent/futures/_base"
            )

    def _tell_callbacks(self):
        wake()
        callbacks, self._done_callbacks = self._done_callbacks, []
        for callback in callbacks:
            self._call(callback)

    def _wait(self, timeout):
        if not wait_until(self.done, timeout, "waiting for a thread"):
            raise TimeoutError()
        if self.cancelled():
            raise CancelledError()

    def result(self, timeout=None):
        """Wait for the job and give its result."""
        self._wait(timeout)
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        """Wait for the job and give its exception, or None."""
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        """The job begins: False where it was cancelled before."""
        if self._state == _CANCELLED:
            self._state = _NOTIFIED
            return False
        if self._state == _PENDING:
            self._state = _RUNNING
            return True
        raise RuntimeError("Future in unexpected state")

    def _finish(self):
        if self._state in _OVER:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._state = _FINISHED

    def set_result(self, result):
        """The job has returned."""
        self._finish()
        self._result = result
        self._tell_callbacks()

    def set_exception(self, exception):
        """The job has raised."""
        self._finish()
        self._exception = exception
        self._tell_callbacks()


class Executor:
    """What all pools are."""

    def submit(self, fn, /, *args, **kwargs):
        """Give the pool a job."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """Call `fn` for all items on the pool; results come in the order of the items."""
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError("buffersize must be an integer or None")
        if buffersize is not None and buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        end = None if timeout is None else timeout + _nanos() / 1e9
        items = zip(*iterables)
        waiting = []
        for args in items:
            waiting.append(self.submit(fn, *args))
            if buffersize is not None and len(waiting) == buffersize:
                break

        def result_iterator():
            try:
                while waiting:
                    if buffersize is not None:
                        args = next(items, None)
                        if args is not None:
                            waiting.append(self.submit(fn, *args))
                    future = waiting.pop(0)
                    try:
                        result = future.result(None if end is None else end - _nanos() / 1e9)
                    finally:
                        future.cancel()
                    del future
                    yield result
            finally:
                for future in waiting:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more jobs are taken."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.shutdown(wait=True)
        return False


class _Worker:
    def __init__(self, name, number):
        self.name = name
        self.number = number


class _Work:
    """A job of a pool: what it calls, and where it stands."""

    def __init__(self, pool, future, fn, args, kwargs):
        self.pool = pool
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
        self.worker = None
        self.is_first = self.breaks = False
        self.ok = True
        self.value = None

    def enqueue(self):
        self.pool._enqueue(self)

    def run(self):
        pool = self.pool
        try:
            if self.is_first and pool._initializer is not None:
                self.breaks = True
                pool._initializer(*pool._initargs)
                self.breaks = False
            self.value = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            if self.breaks:
                _log("critical", "Exception in initializer:", error, _LOGGER)
                error = pool._breakdown()
            self.ok = False
            self.value = error

    def deliver(self):
        _job_ended(self.future._job, self.ok, self.value)
        if self.ok:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.value)
        if self.breaks:
            self.pool._break()

    def finish(self):
        name, job = self.worker.name, self.future._job
        _run_thread(_nanos(), self.deliver, name, False, False, job, None)
        pool, worker = self.pool, self.worker
        self.pool = self.worker = self.future = None
        pool._ended(worker)


class _Pool(Executor):
    """Workers, a queue of jobs that wait for them, and the workers that wait for jobs."""

    _resource_kind = "threads"
    _most = _THREADS

    def __init__(self, max_workers, initializer, initargs):
        if max_workers is None:
            max_workers = self._most
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._initializer = initializer
        self._initargs = initargs
        self._threads = set()
        self._idle = []
        self._work_queue = _Backlog()
        self._busy = 0
        self._shutdown = self._broken = False
        self._idle_callbacks = []
        self._number = _resource(self._resource_kind, self._shown_name())
        self._tell()

    def _shown_name(self):
        return "pool"

    def _worker_name(self, number):
        raise NotImplementedError

    def _tell(self):
        _changed(self._number, self._busy, self._max_workers, len(self._work_queue))

    def submit(self, fn, /, *args, **kwargs):
        """Give the pool a job; it begins when a worker is free."""
        if self._broken:
            raise self._breakdown()
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future._job = _job(self._number, getattr(fn, "func", fn), args or getattr(fn, "args", args))
        work = _Work(self, future, fn, args, kwargs)
        if _is_ahead():
            _at(_nanos(), work.enqueue, False)
        else:
            self._enqueue(work)
        return future

    submit.__qualname__ = "ThreadPoolExecutor.submit"

    def _enqueue(self, work):
        if self._idle:
            self._start(self._idle.pop(0), work)
        elif len(self._threads) < self._max_workers:
            name = self._worker_name(len(self._threads))
            worker = _Worker(name, _worker(self._number, name))
            self._threads.add(worker)
            if self._resource_kind == "threads":
                alive.append(name)
            work.is_first = True
            self._start(worker, work)
        else:
            self._work_queue.append(work)
            self._tell()

    def _start(self, worker, work):
        future = work.future
        if not future.set_running_or_notify_cancel():
            _job_ended(future._job, None, None)
            self._next(worker)
            return
        self._busy += 1
        self._tell()
        _job_started(future._job, worker.number)
        work.worker = worker
        _run_thread(_nanos(), work.run, worker.name, True, False, future._job, work.finish)

    def _ended(self, worker):
        self._busy -= 1
        self._tell()
        self._next(worker)

    def _next(self, worker):
        if self._work_queue:
            work = self._work_queue.pop(0)
            self._start(worker, work)
            return
        self._idle.append(worker)
        if self._shutdown or self._broken:
            self._dismiss()
        if not self._busy:
            callbacks, self._idle_callbacks = self._idle_callbacks, []
            for callback in callbacks:
                callback()

    def _dismiss(self):
        while self._idle:
            name = self._idle.pop().name
            if name in alive:
                alive.remove(name)

    def _breakdown(self):
        return self.BROKEN(self._breaks)

    def _drain(self):
        drained = self._work_queue[:]
        self._work_queue.clear()
        self._tell()
        return drained

    def _break(self):
        self._broken = True
        for work in self._drain():
            if not work.future.done():
                work.future.set_exception(self._breakdown())

    def _when_idle(self, callback):
        """Calls back when no job is left; False where that is so already."""
        if not self._busy:
            return False
        self._idle_callbacks.append(callback)
        return True

    def _is_idle(self):
        return not self._busy and not self._work_queue

    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more jobs are taken; waits for those that were."""
        self._shutdown = True
        if cancel_futures:
            for work in self._drain():
                work.future.cancel()
        self._dismiss()
        if wait:
            wait_until(self._is_idle, None, "waiting for a pool")


class ThreadPoolExecutor(_Pool):
    """A pool of threads: they share the GIL."""

    BROKEN = BrokenThreadPool
    _breaks = "A thread initializer failed, the thread pool is not usable anymore"
    _made = 0

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(),
                 **kwargs):
        self._prefix = thread_name_prefix
        if not self._prefix:
            self._prefix = f"ThreadPoolExecutor-{ThreadPoolExecutor._made}"
            ThreadPoolExecutor._made += 1
        super().__init__(max_workers, initializer, initargs)

    def _shown_name(self):
        return "default pool" if self._prefix == "asyncio" else "thread pool"

    def _worker_name(self, number):
        return f"{self._prefix}_{number}"


class ProcessPoolExecutor(_Pool):
    """A pool of processes: each has a GIL of its own."""

    BROKEN = BrokenProcessPool
    _breaks = (
        "A process in the process pool was terminated abruptly while the future was running or "
        "pending."
    )
    _resource_kind = "processes"
    _most = _PROCESSES

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        super().__init__(max_workers, initializer, initargs)

    def _shown_name(self):
        return "process pool"

    def _worker_name(self, number):
        return "MainThread"


class InterpreterPoolExecutor(ThreadPoolExecutor):
    """A pool of interpreters."""


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; give those that are done and those that are not."""
    fs = set(fs)

    def is_enough():
        done = [f for f in fs if f.done()]
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION:
            if any(f._state == _FINISHED and f._exception is not None for f in done):
                return True
        return len(done) == len(fs)

    wait_until(is_enough, timeout, "waiting for threads")
    done = set(f for f in fs if f.done())
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Iterate over futures in the order in which they end."""
    fs = set(fs)
    ended = [f for f in fs if f.done()]
    for future in fs:
        if future not in ended:
            future.add_done_callback(ended.append)
    end = None if timeout is None else _nanos() + timeout * 1e9
    for count in range(len(fs)):
        left = None if end is None else max(0, (end - _nanos()) / 1e9)
        if not wait_until(lambda: bool(ended), left, "waiting for threads"):
            raise TimeoutError(f"{len(fs) - count} (of {len(fs)}) futures unfinished")
        yield ended.pop(0)


for _made in (Error, CancelledError, InvalidStateError, BrokenExecutor, Future, Executor):
    _made.__module__ = "concurrent.futures._base"
ThreadPoolExecutor.__module__ = "concurrent.futures.thread"
ProcessPoolExecutor.__module__ = "concurrent.futures.process"
