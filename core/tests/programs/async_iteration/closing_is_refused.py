"""An async generator that has refused aclose() is closed where it dies, and by no task."""
import asyncio


async def stubborn(name):
    try:
        yield 1
    finally:
        try:
            yield 2
        except GeneratorExit:
            print(name, "gives in")
            raise


async def main():
    for name in ("first", "second"):
        generator = stubborn(name)
        await anext(generator)
        try:
            await generator.aclose()
        except RuntimeError as error:
            print(name, error)
    print("before")
    generator = None
    print("after")
    await asyncio.sleep(0)
    print([task.get_name() for task in asyncio.all_tasks()])


asyncio.run(main())
