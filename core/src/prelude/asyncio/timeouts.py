"""Deadlines around code."""

from _asyncio import _call_at, _now, current_task, get_running_loop
from asyncio.exceptions import CancelledError

_CREATED = "created"
_ENTERED = "active"
_EXPIRING = "expiring"
_EXPIRED = "expired"
_EXITED = "finished"


class Timeout:
    """Cancels the task inside of the block when the time comes."""

    def __init__(self, when):
        self._state = _CREATED
        self._timer = None
        self._task = None
        self._when = when
        # What the deadline was computed from; True where nobody knows.
        self._delay = True

    def when(self):
        """The deadline, or None."""
        return self._when

    def reschedule(self, when):
        """Move the deadline."""
        if self._state is not _ENTERED:
            if self._state is _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        if when is not self._when:
            self._when, self._delay = when, True
        self._stop_timer()
        if when is not None:
            loop = get_running_loop()
            if when <= _now():
                self._timer = loop.call_soon(self._on_timeout)
            else:
                self._timer = _call_at(loop._number, when, self._on_timeout, (), None, self._delay)

    def _stop_timer(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def expired(self):
        """True once the deadline passed inside of the block."""
        return self._state in (_EXPIRING, _EXPIRED)

    def __repr__(self):
        parts = [f"[{self._state}]"]
        if self._state is _ENTERED:
            when = None if self._when is None else round(self._when, 3)
            parts.append(f"when={when}")
        return f"<Timeout {' '.join(parts)}>"

    async def __aenter__(self):
        if self._state is not _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        self._stop_timer()
        if self._state is _ENTERED:
            self._state = _EXITED
        elif self._state is _EXPIRING:
            self._state = _EXPIRED
            if self._task.uncancel() <= self._cancelling and kind is not None:
                # No request but our own is left: the cancel becomes a TimeoutError.
                if issubclass(kind, CancelledError):
                    raise TimeoutError from error
                if error is not None:
                    _insert_timeout_error(error)
                    if isinstance(error, ExceptionGroup):
                        for member in error.exceptions:
                            _insert_timeout_error(member)
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _EXPIRING
        self._timer = None


def _insert_timeout_error(error):
    """A CancelledError of ours among the contexts gets a TimeoutError in front of it."""
    while error.__context__ is not None:
        if isinstance(error.__context__, CancelledError):
            timeout_error = TimeoutError()
            timeout_error.__context__ = timeout_error.__cause__ = error.__context__
            error.__context__ = timeout_error
            break
        error = error.__context__


def timeout(delay):
    """A block that may take so many seconds."""
    get_running_loop()
    block = Timeout(None if delay is None else _now() + delay)
    block._delay = delay
    return block


def timeout_at(when):
    """A block that may take until the loop's clock shows this time."""
    return Timeout(when)
