import asyncio


async def worker(name, queue, results):
    while True:
        try:
            item = await queue.get()
        except asyncio.QueueShutDown:
            print(name, "sees the end")
            return
        await asyncio.sleep(item / 10)
        results.append(item * item)
        queue.task_done()


async def main():
    queue = asyncio.Queue(2)
    results = []
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(worker(f"w{n}", queue, results))
        for item in range(1, 8):
            await queue.put(item)
        queue.shutdown()
        await queue.join()
        print("joined", results)
    try:
        queue.put_nowait(0)
    except asyncio.QueueShutDown as error:
        print(type(error).__name__)


asyncio.run(main())
