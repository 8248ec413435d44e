import asyncio


async def fails_late():
    try:
        await asyncio.sleep(2)
    except asyncio.CancelledError:
        raise ValueError("while cancelled") from None


async def returns_late():
    try:
        await asyncio.sleep(2)
    except asyncio.CancelledError:
        return "stayed"


async def main():
    for function in (fails_late, returns_late):
        try:
            print(await asyncio.wait_for(function(), 1))
        except (TimeoutError, ValueError) as error:
            print(function.__name__, repr(error), repr(error.__cause__))


asyncio.run(main())
