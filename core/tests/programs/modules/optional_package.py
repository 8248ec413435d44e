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
asyncio.run(main())
