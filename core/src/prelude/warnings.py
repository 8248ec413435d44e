"""warnings: one line on stderr for each place and text."""

import sys
from _types import frame as _frame

_filters = [
    ("ignore", category, "")
    for category in (PendingDeprecationWarning, ImportWarning, ResourceWarning)
]
_seen = set()
_recorders = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        kind = type(category).__name__
        raise TypeError(f"category must be a Warning subclass, not {kind!r}")
    if not isinstance(message, Warning):
        message = category(message)
    filename, lineno, _ = sys._caller()
    if stacklevel > 1:
        frame = _frame()
        for _ in range(stacklevel - 1):
            frame = frame and frame.f_back
        filename, lineno = ("<sys>", 0) if frame is None else (filename, frame.f_lineno)
    _tell(message, category, filename, lineno)


def warn_explicit(message, category, filename, lineno, *args, **kwds):
    _tell(message, category, filename, lineno)


def _never_awaited(name, filename, lineno):
    # A step of an async generator comes as "aclose of ticks".
    coroutine = "coroutine method" if " of " in name else "coroutine"
    quoted = name.replace(" of ", "' of '")
    message = RuntimeWarning(f"{coroutine} '{quoted}' was never awaited")
    # When the names of the program have gone, so have the modules.
    is_over = not lineno and not vars(sys.modules["__main__"])
    hint = None if is_over else "Enable tracemalloc to get the object allocation traceback"
    _tell(message, RuntimeWarning, filename, lineno, hint)


def _matches(pattern, text):
    # Of regular expressions, filters have literal text and `.*` between.
    at = 0
    for part in pattern.lower().replace("\\", "").split(".*"):
        found = text.lower().find(part, at)
        if found < 0 or at == 0 < found and not pattern.startswith(".*"):
            return False
        at = found + len(part)
    return True


def _tell(message, category, filename, lineno, hint=None):
    text = str(message)
    action = "default"
    for known, wanted, pattern in _filters:
        if issubclass(category, wanted) and _matches(pattern, text):
            action = known
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno))
        return
    key = (text, category, lineno if action == "default" else None)
    if action not in ("always", "all") and key in _seen:
        return
    _seen.add(key)
    showwarning(message, category, filename, lineno)
    if hint:
        sys.stderr.write(f"{category.__name__}: {hint}\n")


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = sys._line(lineno) if line is None and lineno else line
    return text + (f"  {line.strip()}\n" if line else "")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    # All code that warns here is the program's.
    if not _matches(module, "__main__"):
        return
    simplefilter_entry = (action, category, message)
    if append:
        _filters.append(simplefilter_entry)
    else:
        _filters.insert(0, simplefilter_entry)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)


def resetwarnings():
    _filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._saved = _filters[:]
        if self._action is not None:
            simplefilter(self._action, self._category)
        if self._record:
            log = []
            _recorders.append(log)
            return log

    def __exit__(self, *exc_info):
        _filters[:] = self._saved
        if self._record:
            _recorders.pop()


class deprecated:
    """Marks a function or class; every call of such a function warns where it is made."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        import functools

        marked = arg
        if self.category is not None and not isinstance(arg, type):

            @functools.wraps(arg)
            def marked(*args, **kwargs):
                warn(self.message, category=self.category, stacklevel=self.stacklevel)
                return arg(*args, **kwargs)

        arg.__deprecated__ = marked.__deprecated__ = self.message
        return marked
