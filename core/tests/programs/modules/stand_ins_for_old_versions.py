"""Imports that stand in for what older versions of Python lack are never reached."""

try:
    import asyncio
except ImportError:
    import trollius as asyncio

try:
    import queue
except ImportError:
    import Queue as queue

try:
    from typing import Protocol
except ImportError:
    from typing_extensions import Protocol

try:
    from asyncio import get_running_loop
except ImportError:
    from asyncio import _no_such_name as get_running_loop

try:
    import uvloop
except ImportError:
    uvloop = None


async def main():
    loop = get_running_loop()
    print(uvloop, loop.is_running(), Protocol.__name__, queue.Queue().empty())


asyncio.run(main())
