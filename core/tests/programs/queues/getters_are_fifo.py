import asyncio


async def getter(n, queue):
    try:
        print("getter", n, "got", await queue.get())
    except asyncio.CancelledError:
        print("getter", n, "cancelled")
        raise


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(n, queue)) for n in range(4)]
    await asyncio.sleep(0.1)
    tasks[1].cancel()
    for item in "xyz":
        queue.put_nowait(item)
    await asyncio.wait(tasks)


asyncio.run(main())
