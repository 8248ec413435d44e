import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress


@asynccontextmanager
async def resource(name):
    print("acquire", name)
    await asyncio.sleep(0.1)
    try:
        yield name.upper()
    finally:
        await asyncio.sleep(0.1)
        print("release", name)


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield
    except ValueError as error:
        print("swallowed", error)
    print(f"</{name}>")


async def main():
    async with resource("db") as db, resource("cache") as cache:
        print("using", db, cache)
    with tag("b"), suppress(KeyError):
        {}["x"]
    with tag("i"):
        raise ValueError("inside")
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in ("one", "two")]
        stack.callback(print, "plain callback")
        stack.push_async_callback(asyncio.sleep, 0.5)
        print(names)
    try:
        async with resource("broken"):
            raise RuntimeError("body")
    except RuntimeError as error:
        print("caught", error)


asyncio.run(main())
