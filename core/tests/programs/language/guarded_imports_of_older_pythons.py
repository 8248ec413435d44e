"""Programs that run under several Pythons import by version, or by trial."""

import sys

try:
    import Queue as queue
except ImportError:
    import queue

try:
    import thread
except ImportError:
    import threading as thread

try:
    from collections import Mapping, Callable
except ImportError:
    from collections.abc import Callable, Mapping

try:
    from itertools import izip as zip
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])

if sys.version_info[0] == 2:
    import cPickle
    from urllib2 import urlopen
if sys.version_info.major >= 3:
    import asyncio
else:
    import trollius as asyncio
if sys.version_info[0] < 3:
    import Tkinter
if sys.version_info < (3,):
    range = xrange
if sys.version_info >= (3, 11):
    from asyncio import timeout
else:
    from async_timeout import timeout


async def main():
    try:
        async with timeout(0.5):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out")
    print(queue.Queue.__name__, thread.Lock is not None)
    print(isinstance({}, Mapping), isinstance(main, Callable), list(zip("ab", range(2))))


asyncio.run(main())
