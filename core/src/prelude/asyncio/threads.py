"""Functions on worker threads."""

import contextvars
from _asyncio import _enter_context, _leave_context, get_running_loop


class _InContext:
    """A call in a copy of the caller's context."""

    def __init__(self, func, args, kwargs):
        self.context = contextvars.copy_context()
        self.func = func
        self.args = args
        self.kwargs = kwargs

    def __call__(self):
        # As `context.run`, with no native between: so that the thread can wait inside.
        _enter_context(self.context)
        try:
            return self.func(*self.args, **self.kwargs)
        finally:
            _leave_context()


async def to_thread(func, /, *args, **kwargs):
    """Run a function on a worker thread of the default pool and wait for it."""
    loop = get_running_loop()
    return await loop.run_in_executor(None, _InContext(func, args, kwargs))
