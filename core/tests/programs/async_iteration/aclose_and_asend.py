import asyncio


async def accumulator():
    total = 0
    try:
        while True:
            value = yield total
            if value is None:
                continue
            await asyncio.sleep(0.1)
            total += value
    except GeneratorExit:
        print("closed at", total)
        raise
    except ValueError as error:
        print("told:", error)
        yield "last words"


async def main():
    gen = accumulator()
    print(await anext(gen), await gen.asend(10), await gen.asend(5))
    await gen.aclose()
    print(await anext(gen, "nothing more"))
    gen = accumulator()
    await gen.__anext__()
    print(await gen.athrow(ValueError("stop it")))
    try:
        await gen.asend(None)
    except StopAsyncIteration:
        print("StopAsyncIteration")


asyncio.run(main())
