import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(name, fails=False):
    print("open", name)
    await asyncio.sleep(0.1)
    try:
        yield name
    finally:
        await asyncio.sleep(0.1)
        print("close", name)
        if fails:
            raise OSError(name)


async def main():
    try:
        async with AsyncExitStack() as stack:
            names = [await stack.enter_async_context(resource(name, name == "b")) for name in "abc"]
            stack.callback(print, "a plain callback")
            stack.push_async_callback(asyncio.sleep, 0.5)
            print(names)
            raise ValueError("in the body")
    except OSError as error:
        print(repr(error), "context:", repr(error.__context__))
    print(asyncio.get_running_loop().time())


asyncio.run(main())
