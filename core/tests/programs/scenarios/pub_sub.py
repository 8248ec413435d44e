import asyncio
from collections import defaultdict


class Bus:
    def __init__(self):
        self.topics = defaultdict(list)

    def subscribe(self, topic):
        queue = asyncio.Queue()
        self.topics[topic].append(queue)
        return queue

    async def publish(self, topic, message):
        for queue in self.topics[topic]:
            await queue.put(message)
        await asyncio.sleep(0)


async def listen(name, queue, count):
    for _ in range(count):
        print(name, "<-", await queue.get())


async def main():
    bus = Bus()
    listeners = [
        listen("logger", bus.subscribe("orders"), 2),
        listen("mailer", bus.subscribe("orders"), 2),
        listen("stock", bus.subscribe("parts"), 1),
    ]
    async with asyncio.TaskGroup() as tg:
        for coro in listeners:
            tg.create_task(coro)
        await bus.publish("orders", {"id": 1})
        await asyncio.sleep(0.5)
        await bus.publish("parts", "bolt")
        await bus.publish("orders", {"id": 2})


asyncio.run(main())
