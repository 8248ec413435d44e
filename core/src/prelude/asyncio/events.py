"""Loops by thread, and the abstract loop."""

from _asyncio import (
    Handle,
    TimerHandle,
    _get_running_loop,
    get_event_loop,
    get_running_loop,
    set_event_loop,
)


class AbstractEventLoop:
    """What all event loops are."""


def new_event_loop():
    """A new loop, which is not the current one yet."""
    from asyncio.unix_events import EventLoop

    return EventLoop()
