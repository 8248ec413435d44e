# Dicts whose entries are attributes, in the three ways in which they are written; slots of classes
# below builtin ones; builtin methods as hooks.
import asyncio
import pprint
from collections import namedtuple
from typing import NamedTuple, Union


class Dotted(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


class Strict(dict):
    __getattr__ = dict.__getitem__


class Shared(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class Calls(list):
    __call__ = list.append
    __lshift__ = list.append


class Registry:
    known = {"a": 1, "b": 2}
    __len__ = known.__len__
    __iter__ = known.__iter__
    __contains__ = known.__contains__
    __getitem__ = known.get
    __call__ = known.setdefault


class Options:
    def __init__(self, **options):
        self.__dict__ |= options


class Point(namedtuple("Point", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return abs(self.x) + abs(self.y)


class Size(NamedTuple):
    width: int = 1


class Whole(int):
    __slots__ = ()


class Word(str):
    __slots__ = ("language",)


class Problem(Exception):
    __slots__ = ("code",)


def attempt(action, *args):
    try:
        print(action(*args))
    except Exception as error:
        print(type(error).__name__, error)


dotted = Dotted(a=1)
dotted.b = 2
print(dotted, dotted.a, dotted.missing, "b" in dotted)
del dotted.a
print(dotted)
attempt(delattr, dotted, "a")
strict = Strict(a=1)
print(strict.a)
attempt(lambda: strict.b)
strict.b = 2
print(strict, strict.b)

shared = Shared({"a": 1, 5: 6}, b=[2])
print(shared, shared.a, shared.b, shared[5])
shared.c = 3
shared["d"] = shared.c + 1
print(shared, shared.d, len(shared), vars(shared) == shared, {**shared})
del shared.a
shared.update(e=1)
print(shared, hasattr(shared, "a"), shared.e, shared.get("nope"))
attempt(lambda: shared.nope)

calls = Calls()
calls(5)
calls << 6
print(calls)

registry = Registry()
print(len(registry), list(registry), "a" in registry, registry["c"], registry("c", 3), len(registry))
print(vars(Options(a=1, b=2)), isinstance(5, Union), isinstance(int | str, Union))
attempt(lambda: Options(**[1]))
pprint.pprint({"pair": (1, 2), "one": (1,), "none": ()}, depth=1)

print(Point(1, -2).norm)
for target in (Point(1, 2), namedtuple("Pair", "x y")(1, 2), Size(), Whole(5), Word("hi")):
    for name in ("x", "width", "other"):
        attempt(setattr, target, name, 1)
word = Word("hola")
word.language = "es"
problem = Problem("wrong")
problem.code, problem.other = 1, 2
print(word.language, problem.code, problem.other)


for action in (lambda: b"a\xff".decode(), lambda: "é€".encode("ascii")):
    try:
        action()
    except UnicodeError as error:
        print(error.encoding, error.object, error.start, error.end, error.reason)


async def main():
    await asyncio.sleep(0)
    config = Shared(retries=3, nested=Dotted(delay=0.5))
    await asyncio.sleep(config.nested.delay)
    config.retries -= 1
    print(config)


asyncio.run(main())
