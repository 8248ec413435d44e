"""Names of typing where a program runs: in checks, in aliases and as bases of classes."""

import asyncio
from typing import (
    AsyncContextManager,
    AsyncIterator,
    Awaitable,
    Callable,
    Dict,
    Generic,
    Iterable,
    List,
    Mapping,
    Optional,
    Sequence,
    TypeVar,
    Union,
)

T = TypeVar("T")
Handler = Optional[Callable]
Answer = Union[Awaitable[int], int, None]
Either = Sequence | Mapping


class Settings(Mapping[str, int]):
    def __init__(self, values: Dict[str, int]):
        self.values_by_name = values

    def __getitem__(self, name):
        return self.values_by_name[name]

    def __iter__(self):
        return iter(self.values_by_name)

    def __len__(self):
        return len(self.values_by_name)


class Squares(Sequence[int]):
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * index

    def __len__(self):
        return 4


class Stack(List[T]):
    def push(self, item):
        self.append(item)


class Countdown(AsyncIterator[int], Generic[T]):
    def __init__(self, start):
        self.left = start

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        await asyncio.sleep(0.1)
        return self.left


class Door(AsyncContextManager["Door"]):
    async def __aexit__(self, *error):
        print("closed")


async def call(handler: Handler, value):
    """Handlers may be functions or coroutine functions, as event emitters allow it."""
    if not isinstance(handler, Callable):
        return "not a handler"
    answer = handler(value)
    if isinstance(answer, Awaitable):
        answer = await answer
    return answer


async def late(value):
    await asyncio.sleep(1)
    return value + 1


class Judge:
    """No class, but asked like one."""

    def __instancecheck__(self, instance):
        return instance == 3

    def __subclasscheck__(self, cls):
        return cls is int


async def main():
    print(Handler, Answer, Either)
    print(await call(late, 1), await call(lambda x: x * 2, 4), await call(None, 5))
    settings = Settings({"width": 3})
    print(settings.get("height", 7), list(settings.items()), "width" in settings)
    print(Squares().index(9), 4 in Squares(), list(reversed(Squares())))
    stack = Stack()
    stack.push("one")
    print(stack, isinstance(stack, List), issubclass(Stack, Sequence), isinstance(stack, Either))
    print([left async for left in Countdown(3)])
    async with Door() as door:
        print(type(door).__name__)
    judge = Judge()
    print(isinstance(3, judge), isinstance(4, (str, judge)), issubclass(int, judge))
    print(isinstance("ab", Iterable), isinstance(7, (Iterable, Mapping)))
    for wrong in (lambda: isinstance(1, Optional), lambda: isinstance([1], List[int])):
        try:
            print(wrong())
        except TypeError as error:
            print(error)


asyncio.run(main())
