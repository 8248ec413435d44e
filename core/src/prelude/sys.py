"""sys: what a program asks about its interpreter."""

import _sys
from _sys import _is_gil_enabled, _set_recursion_limit, exc_info, exception, modules
from _sys import caller as _caller
from _sys import line as _line
from _types import frame as _frame
from types import SimpleNamespace as _Namespace


class _Stream:
    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name, is_error):
        self.name = name
        self._is_error = is_error

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _sys.write(text, self._is_error)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def reconfigure(self, **options):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"


stdout = __stdout__ = _Stream("<stdout>", False)
stderr = __stderr__ = _Stream("<stderr>", True)


class _VersionInfo(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return "sys.version_info(major=3, minor=14, micro=2, releaselevel='final', serial=0)"


version_info = _VersionInfo((3, 14, 2, "final", 0))
version = "3.14.2 (Loopscope)"
hexversion = 0x030E02F0
platform = "linux"
byteorder = "little"
maxsize = 9223372036854775807
argv = ["main.py"]
path = []
executable = ""
float_info = _Namespace(
    max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2,
    rounds=1,
)
implementation = _Namespace(name="cpython", version=version_info)
flags = _Namespace(dev_mode=False, debug=0, optimize=0)


def exit(status=None, /):
    raise SystemExit(status) if status is not None else SystemExit


_recursion_limit = 1000


def getrecursionlimit():
    return _recursion_limit


def setrecursionlimit(limit, /):
    global _recursion_limit
    _recursion_limit = _set_recursion_limit(limit)


_interned = {}


def intern(string, /):
    return _interned.setdefault(string, string)


def _getframe(depth=0, /):
    frame = _frame()
    for _ in range(depth):
        frame = frame and frame.f_back
    if frame is None:
        raise ValueError("call stack is not deep enough")
    return frame


_switch_micros = 5000


def getswitchinterval():
    return 1e-6 * _switch_micros


def setswitchinterval(interval, /):
    global _switch_micros
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _switch_micros = int(1e6 * interval)


def getdefaultencoding():
    return "utf-8"


def set_coroutine_origin_tracking_depth(depth):
    pass


def get_asyncgen_hooks():
    return (None, None)


maxunicode = 1114111


def is_finalizing():
    return False


def getfilesystemencoding():
    return "utf-8"


def get_int_max_str_digits():
    return 4300


def excepthook(exctype, value, traceback, /):
    stderr.write(_sys.format_exception(value, True))


__excepthook__ = excepthook
