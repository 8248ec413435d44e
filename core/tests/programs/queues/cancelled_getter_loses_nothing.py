import asyncio


async def getter(name, queue):
    try:
        item = await queue.get()
        print(name, "got", item)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(getter("first", queue))
    second = asyncio.create_task(getter("second", queue))
    await asyncio.sleep(0)
    queue.put_nowait("parcel")
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    print("left", queue.qsize())


asyncio.run(main())
