# As long as the program runs, nobody hears of a task that fails after `as_completed` was left at the
# first error: the iterator lives in a ring with that error.
import asyncio


async def fail(after):
    await asyncio.sleep(after)
    raise ValueError(after)


def handle(loop, context):
    print("handler:", context["message"])


async def left():
    for future in asyncio.as_completed([fail(0.1), fail(0.3)]):
        try:
            await future
        except ValueError as error:
            print("first", error)
            break
    await asyncio.sleep(0.4)


async def left_well():
    async for future in asyncio.as_completed([asyncio.create_task(fail(n)) for n in (0.1, 0.3)]):
        print("done", future.exception())
        break
    del future
    await asyncio.sleep(0.4)


async def main():
    asyncio.get_running_loop().set_exception_handler(handle)
    print("left at an error")
    await left()
    print("left well")
    await left_well()
    asyncio.get_running_loop().set_exception_handler(None)


asyncio.run(main())
