"""Waiting for tasks, in all the ways that asyncio has."""

from _asyncio import (
    Task,
    _begin_sleep,
    _call_at,
    _end_sleep,
    _gather,
    _new_future,
    _note,
    _now,
    _shortcuts,
    _waiter,
    all_tasks,
    create_task,
    current_task,
    ensure_future,
    get_event_loop,
    get_running_loop,
    iscoroutine,
    isfuture,
)
from asyncio import futures, queues, timeouts
from asyncio.exceptions import CancelledError

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class _Pause:
    """Awaiting it gives the seat back once."""

    def __await__(self):
        yield


_PAUSE = _Pause()


async def sleep(delay, result=None):
    """Wait for so many seconds."""
    if delay <= 0:
        await _PAUSE
        return result
    future = _begin_sleep(delay, result)
    try:
        return await future
    finally:
        _end_sleep(future)


_shortcuts(sleep)

def gather(*coros_or_futures, return_exceptions=False):
    """Wait for all; results come in the order of the arguments."""
    return _gather(coros_or_futures, return_exceptions, False)


def _timer(timeout, callback):
    loop = get_running_loop()
    return _call_at(loop._number, _now() + timeout, callback, (), None, timeout)


class _Several:
    """Ends the wait for several futures when enough of them are done."""

    def __init__(self, count, timeout, return_when):
        self.waiter = _waiter("several", 1 if return_when == FIRST_COMPLETED else count)
        self.timer = None if timeout is None else _timer(timeout, self.timed_out)
        self.left = count
        self.return_when = return_when

    def timed_out(self):
        if not self.waiter.done():
            self.waiter.set_result(None)

    def is_enough(self, future):
        if self.left <= 0 or self.return_when == FIRST_COMPLETED:
            return True
        return (
            self.return_when == FIRST_EXCEPTION
            and not future.cancelled()
            and future.exception() is not None
        )

    def child_done(self, future):
        self.left -= 1
        if self.is_enough(future):
            self.stop_timer()
            if not self.waiter.done():
                self.waiter.set_result(None)

    def stop_timer(self):
        if self.timer is not None:
            self.timer.cancel()


_Several.child_done.__qualname__ = "_wait.<locals>._on_completion"


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; give those that are done and those that are not."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    get_running_loop()
    return await _wait(fs, timeout, return_when)


async def _wait(fs, timeout, return_when):
    assert fs, "Set of Futures is empty."
    several = _Several(len(fs), timeout, return_when)
    callback = several.child_done
    for future in fs:
        future.add_done_callback(callback)
    try:
        await several.waiter
    finally:
        several.stop_timer()
        for future in fs:
            future.remove_done_callback(callback)
    done, pending = set(), set()
    for future in fs:
        if future.done():
            done.add(future)
        else:
            pending.add(future)
    return done, pending


class _Ended:
    """The done callback of a future whose end somebody waits for."""

    def __init__(self, waiter):
        self.waiter = waiter

    def __call__(self, future):
        if not self.waiter.done():
            self.waiter.set_result(None)


async def _cancel_and_wait(future):
    waiter = _waiter("several", 1)
    ended = _Ended(waiter)
    future.add_done_callback(ended)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(ended)


async def wait_for(fut, timeout):
    """Wait for one awaitable, at most so many seconds; then it is cancelled."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


# Iterators whose frame an exception holds that a future of theirs holds: CPython's collector finds
# such rings, at the latest when the program is over.
_rings = []


class _AsCompletedIterator:
    """Gives futures, or coroutines that wait for them, in the order in which they end."""

    def __init__(self, aws, timeout):
        self._done = queues._SilentQueue()
        self._timer = None
        loop = get_event_loop()
        todo = set([ensure_future(aw, loop=loop) for aw in set(aws)])
        for future in todo:
            future.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timer = _call_at(
                loop._number, _now() + timeout, self._handle_timeout, (), None, timeout
            )
        self._todo = todo
        self._left = len(todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, future):
        if not self._todo:
            return
        self._todo.remove(future)
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    async def _wait_for_one(self, resolve=False):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        if not resolve:
            return future
        try:
            return future.result()
        except BaseException:
            if not future.cancelled():
                _rings.append(self)
            raise


def as_completed(fs, *, timeout=None):
    """Iterate over awaitables in the order in which they end."""
    if isfuture(fs) or iscoroutine(fs) or hasattr(type(fs), "__await__"):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


class _Shield:
    """An outer future that can be cancelled without the inner one."""

    def __init__(self, inner):
        self.inner = inner
        loop = inner.get_loop()
        self.outer = _note(_new_future(loop._number, False), "shield")

    def inner_done(self, inner):
        outer = self.outer
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
            return
        error = inner.exception()
        if error is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(error)

    def outer_done(self, outer):
        inner = self.inner
        if not inner.done():
            inner.remove_done_callback(self.inner_done)
            inner.remove_done_callback(_log_on_exception)
            inner.add_done_callback(_log_on_exception)


def _log_on_exception(future):
    """Nobody waits for the inner one any more: its exception is told."""
    if future.cancelled():
        return
    error = future.exception()
    if error is not None:
        future.get_loop().call_exception_handler({
            "message": f"{error.__class__.__name__} exception in shielded future",
            "exception": error,
            "future": future,
        })


def _nothing(future):
    """Stands for the bookkeeping of call graphs, which takes a turn of the loop in CPython."""


_nothing.__qualname__ = "shield.<locals>._clear_awaited_by_callback"
_Shield.inner_done.__qualname__ = "shield.<locals>._inner_done_callback"
_Shield.outer_done.__qualname__ = "shield.<locals>._outer_done_callback"


def shield(arg):
    """Wait for something that goes on when the waiter is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    parts = _Shield(inner)
    if current_task(inner.get_loop()) is not None:
        inner.add_done_callback(_nothing)
    inner.add_done_callback(parts.inner_done)
    parts.outer.add_done_callback(parts.outer_done)
    return parts.outer


def run_coroutine_threadsafe(coro, loop):
    """Start a coroutine on a loop from another thread."""
    import concurrent.futures

    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return future


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks make their first step at once."""

    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)

    return factory


eager_task_factory = create_eager_task_factory(Task)
