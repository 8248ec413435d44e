# title: Producer and consumer
# text: The queue holds two orders: when it is full the producer waits, when it is empty the workers wait.
# text: join returns when task_done was called for each order, and shutdown sends the workers home.
# question: The producer makes an order each 0.1 s, a worker needs 0.5 s. Who holds up whom?
# start: 0.80

import asyncio

async def producer(queue):
    for number in range(1, 7):
        await queue.put(number)
        print(f"order {number} placed, {queue.qsize()} in the queue")
        await asyncio.sleep(0.1)

async def worker(name, queue):
    try:
        while True:
            order = await queue.get()
            await asyncio.sleep(0.5)
            print(f"{name} has packed order {order}")
            queue.task_done()
    except asyncio.QueueShutDown:
        print(f"{name} goes home")

async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        for name in ["Ann", "Bob"]:
            group.create_task(worker(name, queue), name=name)
        await producer(queue)
        await queue.join()
        queue.shutdown()

asyncio.run(main())
