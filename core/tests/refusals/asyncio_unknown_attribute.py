# refused at 7:11
# says: asyncio, foo
import asyncio


async def main():
    await asyncio.foo(1)


asyncio.run(main())
