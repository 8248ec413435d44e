import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(2)
            except asyncio.CancelledError:
                raise ValueError("replaced")
    except ValueError as error:
        print("ValueError", error, repr(error.__context__))
    except TimeoutError:
        print("TimeoutError")
    try:
        async with asyncio.timeout(1):
            raise KeyError("early")
    except KeyError as error:
        print("KeyError", error)


asyncio.run(main())
