"""The defaults of a function can be read and set, those of keyword-only parameters too."""

import functools


def greet(name, greeting="Hello", *, times=2):
    return f"{greeting} {name}! " * times


COPIED = (*functools.WRAPPER_ASSIGNMENTS, "__defaults__", "__kwdefaults__")


@functools.wraps(greet, COPIED)
def logged(name, greeting, *, times):
    print("call", name, greeting, times)
    return greet(name, greeting, times=times)


print(logged("Ann"))
print(logged.__defaults__, logged.__kwdefaults__)
greet.__kwdefaults__ = {"times": 1}
print(greet("Bob"), logged("Bob", times=3))
greet.__kwdefaults__ = None
try:
    greet("Cem")
except TypeError as error:
    print(error)
greet.__defaults__ = None
greet.__kwdefaults__ = {"times": 1, "other": 2}
try:
    greet("Dee")
except TypeError as error:
    print(error)


class Retry:
    attempt = functools.partialmethod(print, "attempt")


Call = functools.partial[str] | functools.partialmethod[str]
Retry().attempt = None
print(Call)
