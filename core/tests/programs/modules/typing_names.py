from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Generic, NamedTuple, Optional, Protocol, TypeVar, Union

T = TypeVar("T")
Handler = Callable[[str], Awaitable[None]]


class Result(NamedTuple):
    name: str
    value: int = 0


class Greeter(Protocol):
    def greet(self) -> str: ...


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item: T = item

    def get(self) -> T:
        return self.item


def first[U](items: list[U], default: U | None = None) -> U | None:
    return items[0] if items else default


type Pair = tuple[int, int]


async def numbers(n: int) -> AsyncIterator[int]:
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i


async def main() -> None:
    count: int = 0
    maybe: Optional[str] = None
    either: Union[int, str] = 1
    anything: Any = object
    async for i in numbers(3):
        count += i
    print(count, maybe, either, anything.__name__, first([7]), first([]), Box(3).get(), Result("r", 2), Result("q").value)


asyncio.run(main())
