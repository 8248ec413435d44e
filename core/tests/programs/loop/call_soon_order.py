import asyncio


async def sleeper(name):
    print(name, "before")
    await asyncio.sleep(0)
    print(name, "after")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    task = asyncio.create_task(sleeper("task"))
    loop.call_soon(lambda: loop.call_soon(print, "soon nested"))
    handle = loop.call_soon(print, "never")
    loop.call_soon(print, "soon 2")
    handle.cancel()
    print("main awaits", handle.cancelled())
    await task
    print("main ends")


asyncio.run(main())
