# How a handle names what it calls: coroutines by mistake, methods of builtin objects.
import asyncio


async def work():
    pass


async def main():
    loop = asyncio.get_running_loop()
    coroutine = work()
    future = loop.create_future()
    numbers = []
    handles = [
        loop.call_soon(coroutine),
        loop.call_later(1, future.set_result, 5),
        loop.call_soon(numbers.append, 1),
        loop.call_soon("text".upper),
    ]
    for handle in handles:
        print(handle)
        handle.cancel()
    coroutine.close()


asyncio.run(main())
