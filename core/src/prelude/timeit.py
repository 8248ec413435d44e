"""timeit: the clock, and how long calls take on it."""

from time import perf_counter

__all__ = ["default_timer", "repeat", "timeit"]

default_number = 1000000
default_repeat = 5
default_timer = perf_counter


def timeit(stmt, setup=None, timer=default_timer, number=default_number):
    if not callable(stmt):
        raise NotImplementedError("timeit of a text is not supported here: pass a function")
    if setup is not None:
        setup()
    begin = timer()
    for _ in range(number):
        stmt()
    return timer() - begin


def repeat(stmt, setup=None, timer=default_timer, repeat=default_repeat, number=default_number):
    return [timeit(stmt, setup, timer, number) for _ in range(repeat)]
