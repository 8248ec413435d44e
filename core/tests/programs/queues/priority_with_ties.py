import asyncio
from dataclasses import dataclass, field
from itertools import count

number = count()


@dataclass(order=True)
class Job:
    priority: int
    serial: int = field(default_factory=lambda: next(number))
    text: str = field(default="", compare=False)


async def worker(queue):
    while not queue.empty():
        job = await queue.get()
        print(job.priority, job.serial, job.text)
        await asyncio.sleep(0.1)
        queue.task_done()


async def main():
    queue = asyncio.PriorityQueue()
    for priority, text in ((2, "b"), (1, "a"), (2, "c"), (0, "urgent"), (1, "d")):
        queue.put_nowait(Job(priority, text=text))
    await asyncio.gather(worker(queue), worker(queue))
    await queue.join()


asyncio.run(main())
