"""Tasks that end together."""

from _asyncio import _changed, _resource, _waiter, current_task, get_running_loop
from asyncio.exceptions import CancelledError


def _is_final(error):
    return isinstance(error, (SystemExit, KeyboardInterrupt))


class TaskGroup:
    """Waits for all of its tasks; when one fails, the others are cancelled."""

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        self._parent_cancel_requested = False
        self._tasks = set()
        self._errors = []
        self._base_error = None
        self._waiter = None
        self._number = _resource("group", "group")

    def __repr__(self):
        info = ["TaskGroup"]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, kind, error, traceback):
        try:
            return await self._leave(kind, error)
        finally:
            # Errors refer to frames and frames to this group: the circle ends here.
            self._parent_task = None
            self._errors = None
            self._base_error = None
            error = None

    async def _leave(self, kind, error):
        self._exiting = True
        if error is not None and _is_final(error) and self._base_error is None:
            self._base_error = error
        cancel = error if kind is not None and issubclass(kind, CancelledError) else None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._waiter is None:
                self._waiter = _waiter("group", self._number)
            try:
                await self._waiter
            except CancelledError as outside:
                if not self._aborting:
                    # The parent is cancelled while it waits for the group.
                    cancel = outside
                    self._abort()
            self._waiter = None
        if self._base_error is not None:
            try:
                raise self._base_error
            finally:
                error = None
        if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
            # The only cancel was the group's own.
            cancel = None
        try:
            if cancel is not None and not self._errors:
                raise cancel
        finally:
            cancel = None
        if kind is not None and not issubclass(kind, CancelledError):
            self._errors.append(error)
        if self._errors:
            if self._parent_task.cancelling():
                # A cancel from outside stays counted, and is delivered later.
                self._parent_task.uncancel()
                self._parent_task.cancel()
            try:
                raise BaseExceptionGroup(
                    "unhandled errors in a TaskGroup", self._errors
                ) from None
            finally:
                error = None

    def create_task(self, coro, **kwargs):
        """Start a task of this group."""
        if not self._entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, **kwargs)
        self._tasks.add(task)
        _changed(self._number, len(self._tasks))
        task.add_done_callback(self._on_task_done)
        try:
            return task
        finally:
            del task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        _changed(self._number, len(self._tasks))
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if _is_final(error) and self._base_error is None:
            self._base_error = error
        if self._parent_task.done():
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task "
                           f"{self._parent_task} is already completed",
                "exception": error,
                "task": task,
            })
            return
        if not self._aborting and not self._parent_cancel_requested:
            # The parent must leave whatever it waits for inside of the block.
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()
