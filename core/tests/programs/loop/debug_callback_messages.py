"""In debug mode the message about a failed callback tells what it was called with."""
import asyncio
import functools


def fails(*args, **keywords):
    raise LookupError(args, keywords)


def report(loop, context):
    print(context["message"].split(" at ")[0], repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    for debug in (False, True):
        loop.set_debug(debug)
        loop.call_soon(fails, "a text that is too long to be shown whole", 2)
        loop.call_later(0.5, functools.partial(fails, 1, key="k"), [3])
        kept = loop.call_soon(fails)
        await asyncio.sleep(1)
        print(kept.cancelled())
    loop.set_debug(False)


asyncio.run(main())
