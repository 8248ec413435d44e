"""`asyncio.run` and what it is made of."""

import contextvars
from _asyncio import (
    _gather,
    _get_running_loop,
    all_tasks,
    iscoroutine,
    set_event_loop,
)
from _types import flow as _flow
from asyncio.coroutines import _run_awaitable
from asyncio.exceptions import CancelledError
from asyncio.events import new_event_loop

_CREATED = "created"
_INITIALIZED = "initialized"
_CLOSED = "closed"
_THREAD_JOIN_TIMEOUT = 300
_runners = []


class Runner:
    """Owns a loop for the time of a `with` block."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = _CREATED
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._set_event_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def close(self):
        """Cancel what is left, close async generators, wait for threads, close the loop."""
        if self._state is not _INITIALIZED:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor(_THREAD_JOIN_TIMEOUT))
        finally:
            if self._set_event_loop:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = _CLOSED

    def get_loop(self):
        """The loop, made when first asked for."""
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        """Run a coroutine to its end in the loop."""
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._lazy_init()
        if not iscoroutine(coro):
            if not hasattr(type(coro), "__await__") and _flow(coro) != "awaitable":
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            coro = _run_awaitable(coro)
        if context is None:
            context = self._context
        self._task = task = self._loop.create_task(coro, context=context)
        self._interrupts = 0
        _runners.append(self)
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            if self._interrupts and task.uncancel() == 0:
                raise KeyboardInterrupt
            raise
        finally:
            _runners.remove(self)

    def _interrupted(self):
        """Ctrl+C cancels the main task; a second one is not held back."""
        if _get_running_loop() is None:
            return self._loop.call_soon_threadsafe(self._interrupted)
        self._interrupts += 1
        if self._interrupts > 1 or not self._task.cancel():
            raise KeyboardInterrupt

    def _lazy_init(self):
        if self._state is _CLOSED:
            raise RuntimeError("Runner is closed")
        if self._state is _INITIALIZED:
            return
        if self._loop_factory is None:
            self._loop = new_event_loop()
            set_event_loop(self._loop)
            self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = contextvars.copy_context()
        self._state = _INITIALIZED


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a loop of its own; give its result."""
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    left = all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(_gather(tuple(left), True, True))
    for task in left:
        if task.cancelled():
            continue
        error = task.exception()
        if error is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": error,
                "task": task,
            })
