import asyncio
import types


@types.coroutine
def pause():
    yield


@types.coroutine
def relay(future):
    result = yield from future
    return f"relayed {result}"


async def counter(name):
    for n in range(3):
        print(name, n)
        await pause()


async def main():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, "news")
    await asyncio.gather(counter("a"), counter("b"))
    print(await relay(future))


asyncio.run(main())
