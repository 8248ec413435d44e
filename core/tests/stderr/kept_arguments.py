"""Coroutines that were given to a call without a loop, or in a tuple, live on with its exception."""

import asyncio
import sys


async def hello():
    pass


async def fetch(n):
    pass


def tell(*words):
    print(*words, file=sys.stderr)


try:
    asyncio.ensure_future(hello())
except RuntimeError as error:
    tell("no loop:", error)
tell("after ensure_future")
try:
    asyncio.gather(fetch(1), fetch(2))
except RuntimeError as error:
    tell("no loop:", error)
tell("after gather")


def give_up(*coroutines):
    raise ValueError("not today")


try:
    give_up(hello())
except ValueError as error:
    tell(error)
tell("the end")
