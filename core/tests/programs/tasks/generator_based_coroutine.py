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


async def fetched(name):
    await asyncio.sleep(0.2)
    return f"page of {name}"


@types.coroutine
def of_old_times(name):
    yield from asyncio.sleep(0.1)
    page = yield from fetched(name)
    print(page, (yield from asyncio.gather(fetched(1), fetched(2))))
    return page


def unmarked():
    yield from fetched("nobody")


async def await_old_times():
    print(await of_old_times("tasks"))


asyncio.run(await_old_times())
print(asyncio.run(of_old_times("a runner")))
try:
    next(unmarked())
except TypeError as error:
    print(error)
