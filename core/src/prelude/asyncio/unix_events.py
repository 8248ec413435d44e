"""The event loop class that programs see."""

from asyncio.base_events import BaseEventLoop
from asyncio.events import _AbstractEventLoopPolicy, _current_loop, _deprecated, set_event_loop


class _UnixSelectorEventLoop(BaseEventLoop):
    """The default event loop."""


SelectorEventLoop = _UnixSelectorEventLoop
EventLoop = _UnixSelectorEventLoop


class _UnixDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """Loops of the one kind that there is."""

    def __init__(self):
        if type(self) is _UnixDefaultEventLoopPolicy:
            _deprecated("DefaultEventLoopPolicy")

    def get_event_loop(self):
        """The current loop."""
        return _current_loop()

    def set_event_loop(self, loop):
        """Make a loop the current one."""
        set_event_loop(loop)

    def new_event_loop(self):
        """A new loop, which is not the current one yet."""
        return EventLoop()
