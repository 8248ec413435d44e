"""A name without its underscore, which is a module's name too."""
import asyncio as _asyncio

_delay = 0.1


async def main():
    try:
        await _asyncio.sleep(delay)
    except NameError:
        _asyncio.get_running_loop().set_debug(False)
        await asyncio.sleep(_delay)


_asyncio.run(main())
