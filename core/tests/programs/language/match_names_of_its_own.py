"""Patterns ask what a class is, and not what it is called."""
import asyncio
from collections import ChainMap, UserDict, UserList, deque
from types import MappingProxyType


class Mapping:
    pass


class Sequence:
    pass


class Settings(UserDict):
    pass


async def kind(value):
    match value:
        case {}:
            return "mapping"
        case [*_]:
            return "sequence"
        case _:
            return "other"


async def main():
    library = Settings(a=1), ChainMap(), UserList([1]), MappingProxyType({}), deque()
    for value in (Mapping(), Sequence(), *library):
        print(type(value).__name__, await kind(value))


asyncio.run(main())
