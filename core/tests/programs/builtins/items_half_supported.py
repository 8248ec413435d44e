"""Classes with one half of what items need, and methods called with a wrong number of arguments."""

import asyncio
import contextvars


class Writes:
    def __setitem__(self, key, value):
        print("set", key, value)


class Deletes:
    def __delitem__(self, key):
        print("delete", key)


class Reads:
    def __getitem__(self, key):
        return key


class Doubles(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


def told(action, *args):
    try:
        print(action(*args))
    except Exception as error:
        print(type(error).__name__, error)


def put(container, key):
    container[key] = 1


def add(container, key):
    container[key] += "x"


def delete(container, key):
    del container[key]


def generator():
    yield 1


async def coroutine():
    await asyncio.sleep(0)


async def main():
    for kind in (Writes, Deletes, Reads, Doubles):
        for action in (put, add, delete):
            told(action, kind(), "a")
    for thing in ("abc", (1,), b"a", range(3), {1}, Reads(), 5, None):
        for key in (0, True, "a", None, slice(1)):
            told(delete, thing, key)
    waiting, error, context = coroutine(), ValueError("x"), contextvars.copy_context()
    told(lambda: generator().send())
    told(lambda: generator().send(1, 2))
    told(lambda: generator().send(value=1))
    told(lambda: waiting.send())
    told(lambda: error.add_note())
    told(lambda: error.add_note(None))
    told(lambda: error.add_note(3))
    told(lambda: error.with_traceback())
    told(lambda: "a".__len__(1))
    told(lambda: ().__getitem__())
    told(lambda: ().__getitem__(1, 2))
    told(lambda: (1).__add__(1, 2))
    told(lambda: context.__getitem__(1, 2))
    await waiting


asyncio.run(main())
