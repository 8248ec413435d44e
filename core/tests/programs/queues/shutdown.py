import asyncio


async def worker(name, queue):
    try:
        while True:
            item = await queue.get()
            print(name, "works on", item)
            await asyncio.sleep(0.5)
            queue.task_done()
    except asyncio.QueueShutDown:
        print(name, "sees the shutdown")


async def main():
    queue = asyncio.Queue(maxsize=4)
    tasks = [asyncio.create_task(worker(n, queue)) for n in ("w1", "w2")]
    for n in range(4):
        await queue.put(n)
    queue.shutdown()
    try:
        await queue.put(99)
    except asyncio.QueueShutDown:
        print("put refused")
    await queue.join()
    await asyncio.gather(*tasks)
    again = asyncio.Queue()
    again.put_nowait(1)
    again.shutdown(immediate=True)
    await again.join()
    try:
        again.get_nowait()
    except asyncio.QueueShutDown:
        print("get refused")


asyncio.run(main())
