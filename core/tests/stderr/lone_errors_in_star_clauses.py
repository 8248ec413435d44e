import asyncio
import traceback


def lone():
    try:
        raise OSError("lone")
    except* ValueError:
        pass
    except* OSError as group:
        traceback.print_exc()
        kept = group
    raise kept


def again():
    try:
        raise OSError("again")
    except* (OSError, ValueError):
        raise


def other():
    try:
        raise OSError("first")
    except* OSError as group:
        raise KeyError("other") from group


async def waits():
    await asyncio.sleep(0)
    {}["key"]


async def main():
    try: await waits()
    except* KeyError: raise


for function in (lone, again, other):
    try:
        function()
    except Exception as error:
        traceback.print_exception(error)
asyncio.run(main())
