import asyncio
from contextlib import aclosing


async def naturals():
    n = 0
    try:
        while True:
            yield n
            n += 1
            await asyncio.sleep(0.1)
    finally:
        print("naturals closed")


async def take_while(predicate, source):
    async with aclosing(source):
        async for item in source:
            if not predicate(item):
                return
            yield item


async def main():
    async with aclosing(take_while(lambda n: n < 4, naturals())) as numbers:
        print([n * n async for n in numbers])
    async for n in take_while(lambda n: n < 9, naturals()):
        if n == 2:
            break
    print("left the loop")
    await asyncio.sleep(0)


asyncio.run(main())
