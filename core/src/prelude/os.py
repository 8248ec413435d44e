"""os: what a program asks about the machine; there are no files here."""


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


def getenv(key, default=None):
    return environ.get(key, default)


def urandom(size, /):
    import random

    return bytes([random.getrandbits(8) for _ in range(size)])
