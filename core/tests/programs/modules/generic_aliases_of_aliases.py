"""Aliases of types that are given their types later, and generic classes of the library."""

import logging
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from functools import partialmethod
from typing import Any, Optional, TypeVar, Union

T = TypeVar("T")
R = TypeVar("R")

AnyIterable = Union[Iterable[T], AsyncIterable[T]]
Nested = AnyIterable[AnyIterable[int]]
Maybe = Optional[T]
MaybeText = Maybe[str]
Step = Callable[[T], Awaitable[R]] | None
TextStep = Step[str, Any]
Bound = partialmethod[Awaitable[int]] | None


class Tagged(logging.LoggerAdapter[logging.Logger]):
    def process(self, msg, kwargs):
        return f"[{self.extra['tag']}] {msg}", kwargs


class Capturing(logging.StreamHandler["Any"]):
    def emit(self, record):
        print("log:", record.getMessage())


def firsts(sources: Nested, step: TextStep = None) -> MaybeText:
    return "".join(next(iter(source)) for source in sources)


logger = logging.getLogger("tags")
logger.addHandler(Capturing())
logger.propagate = False
Tagged(logger, {"tag": "a1"}).warning("first %s", firsts([["x"], ["y"]]))
print(Union[int, str], Optional[int], AnyIterable)
