import asyncio


async def readings():
    for n, delay in enumerate((0.1, 0.2, 0.6, 0.1)):
        await asyncio.sleep(delay)
        yield n


async def main():
    stream = readings()
    while True:
        try:
            async with asyncio.timeout(0.5):
                print("reading", await anext(stream))
        except TimeoutError:
            print("sensor too slow")
        except StopAsyncIteration:
            print("stream over")
            break


asyncio.run(main())
