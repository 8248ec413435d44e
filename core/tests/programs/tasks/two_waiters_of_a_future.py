import asyncio


async def waiter(n, fut):
    try:
        print(n, "got", await fut)
    except asyncio.CancelledError:
        print(n, "cancelled")
        raise


async def main():
    fut = asyncio.Future()
    tasks = [asyncio.create_task(waiter(n, fut)) for n in range(3)]
    await asyncio.sleep(0.1)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    print(fut.cancelled(), [t.cancelled() for t in tasks])


asyncio.run(main())
