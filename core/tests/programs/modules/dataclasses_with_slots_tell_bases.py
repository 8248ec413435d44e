"""A dataclass with slots is a second class, of which its bases are told once more."""

import asyncio
from dataclasses import dataclass, fields


class Plugin:
    known = []

    def __init_subclass__(cls, /, kind="plain", **options):
        super().__init_subclass__(**options)
        Plugin.known.append((cls.__name__, kind))


@dataclass
class Open(Plugin, kind="open"):
    x: int = 1


@dataclass(slots=True)
class Closed(Plugin):
    x: int = 1


@dataclass(slots=True)
class Closer(Closed):
    y: int = 2


class Strict:
    def __init_subclass__(cls, /, *, name):
        cls.name = name


async def main():
    await asyncio.sleep(0)
    print(Plugin.known, Open(), Closed(5), Closer(), [f.name for f in fields(Closer)])
    try:

        @dataclass(slots=True)
        class Command(Strict, name="run"):
            line: str

    except TypeError as error:
        print(error)


asyncio.run(main())
