import asyncio


class Plain:
    pass


async def main():
    class Local:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return False

    things = [asyncio.Lock(), asyncio.timeout(1), asyncio.Queue(), asyncio.current_task()]
    for thing in [*things, Plain(), Local(), 5, print, Plain, asyncio.Lock]:
        try:
            with thing:
                print("entered")
        except TypeError as error:
            print(error)
        try:
            async with thing:
                print("entered")
        except (TypeError, RuntimeError) as error:
            print(error)


asyncio.run(main())
