import asyncio


def numbers():
    while True:
        try:
            yield 1
        except ValueError as error:
            print(error)


generator = numbers()
next(generator)
generator.throw(ValueError("one argument"))
generator.throw(ValueError, "a type and a value")


def throws():
    generator.throw(ValueError, ValueError("and an exception"), None)


throws()
throws()


class Once:
    def __await__(self):
        yield 1


async def waits():
    await Once()


async def letters():
    try:
        yield "a"
    except KeyError:
        yield "b"


async def main():
    stream = letters()
    await anext(stream)
    print(await stream.athrow(KeyError, "k"))
    coroutine = waits()
    coroutine.send(None)
    coroutine.throw(KeyError, KeyError("no such thing"))


asyncio.run(main())
