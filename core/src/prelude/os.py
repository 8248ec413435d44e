"""os: what a program asks about the machine; there are no files here."""

from os import path

name = "posix"
linesep = "\n"
sep = "/"
environ = {}


def cpu_count():
    return 28


def process_cpu_count():
    return 28


def getpid():
    return 42


def kill(pid, signal, /):
    if pid != 42:
        raise ProcessLookupError(3, "No such process")
    from signal import raise_signal

    raise_signal(signal)


def getenv(key, default=None):
    return environ.get(key, default)


_random = None


def urandom(size, /):
    global _random
    if _random is None:
        import random

        # A generator of its own: the program's random numbers stay as they are.
        _random = random.Random(12345)
    return bytes([_random.getrandbits(8) for _ in range(size)])
