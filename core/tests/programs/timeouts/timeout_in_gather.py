import asyncio


async def guarded(name, seconds, limit):
    try:
        async with asyncio.timeout(limit):
            await asyncio.sleep(seconds)
            return f"{name}: ok"
    except TimeoutError:
        return f"{name}: timeout"


async def main():
    results = await asyncio.gather(
        guarded("a", 1.0, 2.0),
        guarded("b", 2.0, 1.0),
        guarded("c", 1.5, 1.5),
        guarded("d", 0.0, 0.0),
    )
    for line in results:
        print(line)


asyncio.run(main())
