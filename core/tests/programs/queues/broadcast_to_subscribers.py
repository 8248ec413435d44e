import asyncio
from contextlib import contextmanager


class Topic:
    def __init__(self):
        self.queues = []

    @contextmanager
    def subscription(self):
        queue = asyncio.Queue()
        self.queues.append(queue)
        try:
            yield queue
        finally:
            self.queues.remove(queue)

    def publish(self, message):
        for queue in self.queues:
            queue.put_nowait(message)
        return len(self.queues)


async def listener(name, topic, count):
    with topic.subscription() as queue:
        for _ in range(count):
            print(name, "hears", await queue.get())


async def main():
    topic = Topic()
    listeners = [asyncio.create_task(listener(f"L{n}", topic, n)) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    for message in ("one", "two", "three", "four"):
        print(message, "to", topic.publish(message))
        await asyncio.sleep(0.1)
    await asyncio.gather(*listeners)


asyncio.run(main())
