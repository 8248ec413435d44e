"""Views of OrderedDict and ChainMap, searches in parts of bytes, keyword-only fields."""

import asyncio
from collections import ChainMap, OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Options:
    retries: int = 1
    delay: float = 0.5


@dataclass
class Job:
    name: str
    cost: int = field(default=2, kw_only=True)


class Upper(Mapping):
    def __getitem__(self, key):
        return key.upper()

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return 2


def told(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    ordered = OrderedDict(a=1, b=2)
    print(ordered.keys(), ordered.values(), ordered.items())
    print(list(ordered.items()), defaultdict(int, a=1).items())
    chained = ChainMap({"a": 1}, {"a": 3, "b": 2})
    print(chained.keys(), chained.values(), chained.items())
    print(list(chained.items()), dict(chained), chained == {"a": 1, "b": 2})
    data = b"hello hello"
    print(data.rindex(b"l"), data.startswith(b"ell", 1), data.endswith(b"hel", 0, 9))
    print(data.count(b"l", 4), data.count(b"", 2), data.startswith((b"x", b"ell"), 1, 9))
    for what in [
        lambda: data.rindex(b"z"),
        lambda: Options(3),
        lambda: Options(3, delay=1.0),
        lambda: Options(3, delay=1.0, retries=2),
        lambda: Options(3, dela=1.0),
        lambda: Job("a", 1, cost=3),
        lambda: Job("a", 1, name="b"),
        lambda: reversed(Upper()),
        lambda: dict(Upper()),
    ]:
        told(what)


asyncio.run(main())
