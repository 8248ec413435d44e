"""A coroutine that a caught error keeps is found when the program is over, while the library is there."""

import asyncio
import sys

sys.stderr = sys.stdout


async def forgotten():
    pass


async def main():
    coroutine = forgotten()
    raise ValueError(coroutine.__name__)


try:
    asyncio.run(main())
except ValueError as error:
    print("caught", error)
