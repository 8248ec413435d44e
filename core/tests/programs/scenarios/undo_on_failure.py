import asyncio
from contextlib import AsyncExitStack


async def book(what, fails=False):
    await asyncio.sleep(0.2)
    if fails:
        raise RuntimeError(f"no {what} left")
    print("booked", what)


async def cancel(what):
    await asyncio.sleep(0.1)
    print("cancelled", what)


async def trip(*steps):
    async with AsyncExitStack() as undo:
        for what, fails in steps:
            await book(what, fails)
            undo.push_async_callback(cancel, what)
        undo.pop_all()
        return "booked"


async def main():
    print(await trip(("flight", False), ("hotel", False)))
    try:
        await trip(("train", False), ("hotel", False), ("museum", True))
    except RuntimeError as error:
        print(error, asyncio.get_running_loop().time())


asyncio.run(main())
