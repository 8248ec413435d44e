"""atexit: what is called when the program is over."""

_calls = []


def register(func, /, *args, **kwargs):
    _calls.append((func, args, kwargs))
    return func


def unregister(func, /):
    _calls[:] = [call for call in _calls if call[0] != func]


def _run_exitfuncs():
    import sys
    import traceback

    while _calls:
        func, args, kwargs = _calls.pop()
        try:
            func(*args, **kwargs)
        except Exception as error:
            sys.stderr.write(f"Exception ignored in atexit callback {func!r}:\n")
            traceback.print_exception(error)
