"""Futures, and how those of threads and those of loops are chained."""

from _asyncio import Future, InvalidStateError, CancelledError, _new_future, _note, get_event_loop, isfuture


def _loop_of(future):
    return future.get_loop() if isfuture(future) else None


class _Chain:
    """What one future becomes, the other becomes; a cancel of the second cancels the first."""

    def __init__(self, source, destination):
        self.source = source
        self.destination = destination
        self.source_loop = _loop_of(source)
        self.destination_loop = _loop_of(destination)

    def destination_done(self, destination):
        if not destination.cancelled():
            return
        if self.source_loop is None or self.source_loop is self.destination_loop:
            self.source.cancel()
        else:
            self.source_loop.call_soon_threadsafe(self.source.cancel)

    def source_done(self, source):
        loop = self.destination_loop
        if self.destination.cancelled() and loop is not None and loop.is_closed():
            return
        if loop is None or loop is self.source_loop:
            self.copy()
        elif not loop.is_closed():
            loop.call_soon_threadsafe(self.copy)

    def copy(self):
        if isfuture(self.destination):
            self._copy_to_loop()
        else:
            self._copy_to_thread()

    def _copy_to_loop(self):
        source, destination = self.source, self.destination
        if destination.cancelled():
            return
        if source.cancelled():
            destination.cancel()
            return
        error = source.exception()
        if error is None:
            destination.set_result(source.result())
        else:
            destination.set_exception(_as_of_asyncio(error))

    def _copy_to_thread(self):
        source, destination = self.source, self.destination
        if source.cancelled():
            destination.cancel()
        if not destination.set_running_or_notify_cancel():
            return
        error = source.exception()
        if error is None:
            destination.set_result(source.result())
        else:
            destination.set_exception(_as_of_asyncio(error))


_Chain.destination_done.__qualname__ = "_chain_future.<locals>._call_check_cancel"
_Chain.source_done.__qualname__ = "_chain_future.<locals>._call_set_state"


def _as_of_asyncio(error):
    import concurrent.futures

    kind = type(error)
    if kind is concurrent.futures.CancelledError:
        return CancelledError(*error.args)
    if kind is concurrent.futures.InvalidStateError:
        return InvalidStateError(*error.args)
    return error


def _chain_future(source, destination):
    """Chain two futures, each of a loop or of a thread."""
    import concurrent.futures

    for name, future in (("source", source), ("destination", destination)):
        if not isfuture(future) and not isinstance(future, concurrent.futures.Future):
            raise TypeError(f"A future is required for {name} argument")
    chain = _Chain(source, destination)
    destination.add_done_callback(chain.destination_done)
    source.add_done_callback(chain.source_done)


def wrap_future(future, *, loop=None):
    """A future of the loop for one of a thread."""
    if isfuture(future):
        return future
    import concurrent.futures

    assert isinstance(future, concurrent.futures.Future), (
        f"concurrent.futures.Future is expected, got {future!r}"
    )
    if loop is None:
        loop = get_event_loop()
    wrapped = _new_future(loop._number, False)
    if future._job is not None:
        _note(wrapped, "job", future._job)
    _chain_future(future, wrapped)
    return wrapped
