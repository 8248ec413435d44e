"""Loops by thread, and the abstract loop."""

from _asyncio import (
    Handle,
    TimerHandle,
    _get_running_loop,
    get_event_loop as _current_loop,
    get_running_loop,
    set_event_loop,
)


class AbstractEventLoop:
    """What all event loops are."""


def get_event_loop():
    """The running loop, or the one that the policy calls the current one."""
    if _policy is None:
        return _current_loop()
    return _get_running_loop() or _policy.get_event_loop()


def new_event_loop():
    """A new loop, which is not the current one yet."""
    return (_policy or _default_policy()).new_event_loop()


class _AbstractEventLoopPolicy:
    """Says which loop is the current one, and makes loops."""

    def __init_subclass__(cls):
        if cls.__module__ == "__main__":
            _deprecated(cls.__base__.__name__.replace("_", "").replace("Unix", ""))


_policy = None


def _default_policy():
    from asyncio.unix_events import _UnixDefaultEventLoopPolicy

    return _UnixDefaultEventLoopPolicy.__new__(_UnixDefaultEventLoopPolicy)


def _deprecated(name):
    import warnings

    warnings.warn(
        f"'asyncio.{name}' is deprecated and slated for removal in Python 3.16", DeprecationWarning
    )


def get_event_loop_policy():
    """What set_event_loop_policy was given, or the default."""
    global _policy
    _deprecated("get_event_loop_policy")
    _policy = _policy or _default_policy()
    return _policy


def set_event_loop_policy(policy):
    """From now on loops come from it."""
    global _policy
    _deprecated("set_event_loop_policy")
    if not isinstance(policy, _AbstractEventLoopPolicy | None):
        raise TypeError(
            "policy must be an instance of AbstractEventLoopPolicy or None, not "
            f"'{type(policy).__name__}'"
        )
    _policy = policy
