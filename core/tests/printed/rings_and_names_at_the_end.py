"""A coroutine in a ring is told of before the names of the program go, with a hint."""

import asyncio
import sys

sys.stderr = sys.stdout


async def inner():
    return 1


async def outer():
    return 1


async def main():
    kept = inner()
    raise ValueError("main")


try:
    asyncio.run(main())
except ValueError as error:
    print("caught", error)
print("end")
