from __future__ import annotations

import asyncio

try:
    import uvloop
except ImportError:
    uvloop = None

try:
    from orjson import dumps
except (ModuleNotFoundError, ValueError) as error:
    print(error, error.name)
    from json import dumps


async def main() -> None:
    await asyncio.sleep(0.1)
    print(uvloop, dumps([1, 2]))


if uvloop is not None:
    uvloop.install()
try:
    import winloop

    asyncio.set_event_loop_policy(winloop.EventLoopPolicy())
except ImportError:
    print("the usual loop")
else:
    asyncio.get_event_loop_policy()
asyncio.run(main())
