import asyncio


async def set_after(fut, delay, value):
    await asyncio.sleep(delay)
    fut.set_result(value)


async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.create_task(set_after(fut, 1, "... world"))
    print("hello ...")
    print(await fut)
    print(fut.done(), fut.cancelled(), fut.result())
    try:
        fut.set_result("again")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)
    bad = loop.create_future()
    bad.set_exception(OSError("disk"))
    try:
        await bad
    except OSError as error:
        print("OSError:", error)
    gone = loop.create_future()
    print(gone.cancel("no need"), gone.cancel(), gone.cancelled())
    try:
        await gone
    except asyncio.CancelledError as error:
        print("CancelledError", error.args)


asyncio.run(main())
