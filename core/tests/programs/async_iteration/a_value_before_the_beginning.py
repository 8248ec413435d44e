"""A value sent to an async generator that has not begun is refused, and the generator can still begin."""
import asyncio


async def numbers():
    try:
        got = yield 1
        print("got", got)
        yield 2
    finally:
        print("closed")


async def main():
    generator = numbers()
    step = generator.asend("early")
    try:
        await step
    except TypeError as error:
        print(error)
    try:
        await step
    except RuntimeError as error:
        print(error)
    print(await anext(generator))
    print(await generator.asend("hello"))
    await generator.aclose()


asyncio.run(main())
