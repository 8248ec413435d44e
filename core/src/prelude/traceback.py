"""traceback: exceptions as the text that CPython prints."""

import sys
from _sys import format_exception as _whole
from _sys import format_exception_only as _last
from _sys import format_traceback as _lines
from _sys import line as _line
from _types import frame as _frame


def _exception_of(exc, value):
    if isinstance(value, BaseException) or value is None and not isinstance(exc, BaseException):
        return value
    return exc


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **options):
    texts = []
    for line in _whole(_exception_of(exc, value), chain, limit).splitlines(keepends=True):
        last = texts[-1] if texts else "-"
        # The source below a place belongs to it, and what leads to the next exception is one text.
        is_source = line.startswith("    ") and last.startswith("  File ")
        if is_source or last == "\n" or line == "\n" and last[0] == "\n":
            texts[-1] += line
        else:
            texts.append(line)
    return texts


def format_exception_only(exc, /, value=None, **options):
    return _last(_exception_of(exc, value)).splitlines(keepends=True)


def format_exc(limit=None, chain=True):
    exc = sys.exception()
    return "NoneType: None\n" if exc is None else _whole(exc, chain, limit)


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **options):
    print(_whole(_exception_of(exc, value), chain, limit), file=file or sys.stderr, end="")


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), file=file or sys.stderr, end="")


def format_tb(tb, limit=None):
    return _limited(_lines(tb), limit)


def _limited(items, limit):
    if limit is None:
        return items
    return items[:limit] if limit >= 0 else items[limit:]


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), file=file or sys.stderr, end="")


class FrameSummary:
    """One line of a traceback."""

    def __init__(self, filename, lineno, name, *, line=None, **options):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self._text = f'  File "{filename}", line {lineno}, in {name}\n'
        if line:
            self._text += f"    {line}\n"

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, at):
        return tuple(self)[at]

    def __len__(self):
        return 4


class StackSummary(list):
    """Lines of a traceback."""

    def format(self):
        return format_list(self)


def format_list(extracted_list):
    texts = []
    for item in extracted_list:
        if not isinstance(item, FrameSummary):
            filename, lineno, name, line = item
            item = FrameSummary(filename, lineno, name, line=line)
        texts.append(item._text)
    return texts


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), file=file or sys.stderr, end="")


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    found = StackSummary()
    for text in _lines(tb):
        if text.startswith("  File "):
            head, _, rest = text.partition("\n")
            filename, _, place = head[8:].partition('", line ')
            lineno, _, name = place.partition(", in ")
            line = rest.partition("\n")[0].strip()
            summary = FrameSummary(filename, int(lineno), name, line=line)
            summary._text = text
            found.append(summary)
    found[:] = _limited(found, limit)
    return found


def extract_stack(f=None, limit=None):
    found = StackSummary()
    frame = f or _frame()
    while frame is not None:
        code, lineno = frame.f_code, frame.f_lineno
        summary = FrameSummary(code.co_filename, lineno, code.co_name, line=_line(lineno))
        found.insert(0, summary)
        frame = frame.f_back
    if limit is not None:
        found[:] = _limited(found, -limit)
    return found


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)


class TracebackException:
    """An exception's texts, kept for later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type = exc_type
        self._value = exc_value
        self._limit = limit
        self.stack = extract_tb(exc_traceback, limit)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    @property
    def exc_type_str(self):
        return self.exc_type.__qualname__

    def __str__(self):
        return str(self._value)

    def format(self, *, chain=True, **options):
        yield from format_exception(self._value, limit=self._limit, chain=chain)

    def format_exception_only(self, **options):
        yield from format_exception_only(self._value)

    def print(self, *, file=None, chain=True, **options):
        print_exception(self._value, limit=self._limit, file=file, chain=chain)


def clear_frames(tb):
    pass
