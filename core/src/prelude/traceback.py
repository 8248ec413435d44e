"""traceback: exceptions as the text that CPython prints."""

import sys
from _sys import format_exception as _whole
from _sys import format_exception_only as _last
from _sys import format_traceback as _lines


def _exception_of(exc, value):
    if isinstance(value, BaseException) or value is None and not isinstance(exc, BaseException):
        return value
    return exc


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **options):
    return _whole(_exception_of(exc, value), chain).splitlines(keepends=True)


def format_exception_only(exc, /, value=None, **options):
    return _last(_exception_of(exc, value)).splitlines(keepends=True)


def format_exc(limit=None, chain=True):
    exc = sys.exception()
    return "NoneType: None\n" if exc is None else _whole(exc, chain)


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **options):
    print(_whole(_exception_of(exc, value), chain), file=file or sys.stderr, end="")


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), file=file or sys.stderr, end="")


def format_tb(tb, limit=None):
    return _lines(tb)


def print_tb(tb, limit=None, file=None):
    print("".join(_lines(tb)), file=file or sys.stderr, end="")


def format_stack(f=None, limit=None):
    return []


def print_stack(f=None, limit=None, file=None):
    pass


def extract_tb(tb, limit=None):
    return _lines(tb)
