"""Who awaits whom, from a task outwards. Frames of the library are left out."""

from _types import awaiters as _awaiters
from _types import frame as _frame
from asyncio.futures import isfuture
from asyncio.taskgroups import TaskGroup
from asyncio.tasks import Task, _Several, _Shield, current_task
from types import CoroutineType, GeneratorType


class FrameCallGraphEntry:
    """One frame of a call stack."""

    def __init__(self, frame):
        self.frame = frame

    def __repr__(self):
        return f"FrameCallGraphEntry(frame={self.frame!r})"


class FutureCallGraph:
    """A future, where its coroutines stand, and the futures that await it."""

    def __init__(self, future, call_stack, awaited_by):
        self.future = future
        self.call_stack = call_stack
        self.awaited_by = awaited_by

    def __repr__(self):
        return (
            f"FutureCallGraph(future={self.future!r}, call_stack={self.call_stack!r}, "
            f"awaited_by={self.awaited_by!r})"
        )


def _suspended(coro):
    """Frames from the innermost await outwards."""
    frames = []
    while isinstance(coro, (CoroutineType, GeneratorType)):
        frame = coro.cr_frame if isinstance(coro, CoroutineType) else coro.gi_frame
        if frame is not None and not frame._is_library:
            frames.insert(0, frame)
        coro = coro.cr_await if isinstance(coro, CoroutineType) else coro.gi_yieldfrom
    return frames


def _running(coro):
    """Frames from the one that runs now to that of the task's coroutine."""
    frames = []
    frame = _frame()
    while frame is not None:
        frames.append(frame)
        if frame.f_generator is coro:
            break
        frame = frame.f_back
    return frames


def _who_awaits(future):
    for found in _awaiters(future):
        if isinstance(found, Task):
            yield found
            continue
        if isfuture(found):
            yield from _who_awaits(found)
            continue
        owner = getattr(found, "__self__", None)
        if isinstance(owner, TaskGroup) and owner._parent_task is not None:
            yield owner._parent_task
        elif isinstance(owner, _Shield):
            yield from _who_awaits(owner.outer)
        elif isinstance(owner, _Several):
            yield from _who_awaits(owner.waiter)


def _graph(future, frames, limit):
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    stack = tuple([FrameCallGraphEntry(frame) for frame in frames])
    awaited_by = []
    for other in _who_awaits(future):
        coro = other.get_coro() if isinstance(other, Task) else None
        awaited_by.append(_graph(other, _suspended(coro), limit))
    return FutureCallGraph(future, stack, tuple(awaited_by))


def capture(future, limit):
    try:
        task = current_task()
    except RuntimeError:
        if future is None:
            raise RuntimeError(
                "capture_call_graph() is called outside of a running event loop and no *future* "
                "to introspect was provided"
            ) from None
        task = None
    if future is None:
        future = task
        if future is None:
            return None
    if not isfuture(future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
    if future is task:
        return _graph(future, _running(future.get_coro()), limit)
    coro = future.get_coro() if isinstance(future, Task) else None
    return _graph(future, _suspended(coro), limit)


def _function(frame):
    generator = frame.f_generator
    kind = ""
    if isinstance(generator, GeneratorType):
        kind = "generator "
    elif generator is not None:
        kind = "async "
    return f"{kind}{frame.f_code.co_qualname}()"


def _lines(graph, level):
    indent = " " * (level * 4)
    future = graph.future
    name = f"name={future.get_name()!r}, " if isinstance(future, Task) else ""
    yield f"{indent}* {type(future).__name__}({name}id={id(future):#x})"
    if graph.call_stack:
        yield f"{indent}  + Call stack:"
        for entry in graph.call_stack:
            frame = entry.frame
            where = f"File {frame.f_code.co_filename!r}, line {frame.f_lineno}"
            yield f"{indent}  |   {where}, in {_function(frame)}"
    if graph.awaited_by:
        yield f"{indent}  + Awaited by:"
        for other in graph.awaited_by:
            yield from _lines(other, level + 1)


def text_of(graph):
    return "\n".join(_lines(graph, 0))
