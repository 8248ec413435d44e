"""A coroutine in a ring with the error of its task is told of when the program is over."""

import asyncio
import warnings


def told(message, category, filename, line, *rest):
    print(f"{category.__name__} at line {line}: {message}")


warnings.showwarning = told


async def inner():
    return 1


async def nested():
    asyncio.run(inner())


async def careful():
    try:
        asyncio.run(inner())
    except RuntimeError as error:
        print("inside:", error)
    print("goes on")


async def listed():
    await asyncio.gather([inner()])


asyncio.run(careful())
for main in (nested, listed):
    try:
        asyncio.run(main())
    except (RuntimeError, TypeError) as error:
        print("outside:", error)
print("end")
