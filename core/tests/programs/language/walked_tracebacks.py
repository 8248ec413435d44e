"""Tracebacks walked by hand, and forms of typing looked into."""

import asyncio
import enum
from typing import Optional, Union, get_args, get_origin


class Colour(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]


def deep(n):
    if n == 0:
        raise ValueError("bottom")
    deep(n - 1)


async def work():
    await asyncio.sleep(0.1)
    deep(2)


async def main():
    try:
        await work()
    except ValueError as error:
        place = error.__traceback__
        while place is not None:
            print("line", place.tb_lineno)
            place = place.tb_next
    print(get_origin(Union[int, str]), get_origin(int | None), get_args(Optional[int]))
    print(dir(Colour))
    print(dir(Colour.RED))


asyncio.run(main())
