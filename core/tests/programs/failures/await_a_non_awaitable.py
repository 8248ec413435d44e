import asyncio


async def main():
    for thing in (1, "text", None, [asyncio.sleep]):
        try:
            await thing
        except TypeError as error:
            print("TypeError:", error)
    try:
        async with object():
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
    try:
        async for _ in [1, 2]:
            pass
    except TypeError as error:
        print("TypeError:", error)
    try:
        asyncio.create_task(42)
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
