"""platform: the machine that this page pretends to be."""

import sys


def system():
    return "Linux"


def machine():
    return "x86_64"


def python_implementation():
    return "CPython"


def python_version():
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))
