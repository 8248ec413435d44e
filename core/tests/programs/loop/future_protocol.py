import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for method in (future.result, future.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(error)
    future.set_exception(LookupError("lost"))
    print(future.done(), future.cancelled(), repr(future.exception()), future.cancel())
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as error:
        print(error)
    try:
        await future
    except LookupError as error:
        print("awaited", error)
    stopped = loop.create_future()
    try:
        stopped.set_exception(StopIteration())
    except (TypeError, RuntimeError) as error:
        print(error)
    stopped.cancel("why not")
    try:
        await stopped
    except asyncio.CancelledError as error:
        print(error.args)


asyncio.run(main())
