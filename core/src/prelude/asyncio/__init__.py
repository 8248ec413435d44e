"""asyncio: the event loop, tasks and what is built on them."""

from asyncio.base_events import BaseEventLoop
from asyncio.coroutines import iscoroutine, iscoroutinefunction
from asyncio.events import (
    AbstractEventLoop,
    Handle,
    TimerHandle,
    _get_running_loop,
    _AbstractEventLoopPolicy as AbstractEventLoopPolicy,
    get_event_loop,
    get_event_loop_policy,
    get_running_loop,
    new_event_loop,
    set_event_loop,
    set_event_loop_policy,
)
from asyncio.exceptions import (
    BrokenBarrierError,
    CancelledError,
    IncompleteReadError,
    InvalidStateError,
    LimitOverrunError,
    SendfileNotAvailableError,
    TimeoutError,
)
from asyncio.futures import Future, isfuture, wrap_future
from asyncio.locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from asyncio.queues import (
    LifoQueue,
    PriorityQueue,
    Queue,
    QueueEmpty,
    QueueFull,
    QueueShutDown,
)
from asyncio.runners import Runner, run
from asyncio.taskgroups import TaskGroup
from asyncio.tasks import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    Task,
    all_tasks,
    as_completed,
    create_eager_task_factory,
    create_task,
    current_task,
    eager_task_factory,
    ensure_future,
    gather,
    run_coroutine_threadsafe,
    shield,
    sleep,
    wait,
    wait_for,
)
from asyncio.threads import to_thread
from asyncio.timeouts import Timeout, timeout, timeout_at
from asyncio.unix_events import (
    EventLoop,
    SelectorEventLoop,
    _UnixDefaultEventLoopPolicy as DefaultEventLoopPolicy,
)

__all__ = (
    "ALL_COMPLETED", "AbstractEventLoop", "Barrier", "BaseEventLoop", "BoundedSemaphore",
    "BrokenBarrierError", "CancelledError", "Condition", "Event", "EventLoop", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "Future", "Handle", "IncompleteReadError", "InvalidStateError", "LifoQueue",
    "LimitOverrunError", "Lock", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull",
    "QueueShutDown", "Runner", "SelectorEventLoop", "Semaphore", "SendfileNotAvailableError",
    "Task", "TaskGroup", "Timeout", "TimeoutError", "TimerHandle", "all_tasks", "as_completed",
    "capture_call_graph", "format_call_graph", "print_call_graph",
    "create_eager_task_factory", "create_task", "current_task", "eager_task_factory",
    "ensure_future", "gather", "get_event_loop", "get_running_loop", "iscoroutine",
    "iscoroutinefunction", "isfuture", "new_event_loop", "run", "run_coroutine_threadsafe",
    "set_event_loop", "shield", "sleep", "timeout", "timeout_at", "to_thread", "wait", "wait_for",
    "wrap_future",
)


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    """The graph of a future, or of the task that runs now; None outside of one."""
    from asyncio.graph import capture

    return capture(future, limit)


def format_call_graph(future=None, /, *, depth=1, limit=None):
    """The graph as a text."""
    from asyncio.graph import text_of

    graph = capture_call_graph(future, limit=limit)
    return "" if graph is None else text_of(graph)


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    """Print the graph."""
    print(format_call_graph(future, limit=limit), file=file)
