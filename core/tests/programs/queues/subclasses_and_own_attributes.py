import asyncio


class Loud(asyncio.Queue):
    def _put(self, item):
        print("_put", item)
        super()._put(item)

    def _get(self):
        print("_get")
        return super()._get()


class Double(asyncio.Queue):
    async def put(self, item):
        await super().put((item, item))

    async def get(self):
        first, _ = await super().get()
        return first


class Unique(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = set()

    def _put(self, item):
        self._queue.add(item)

    def _get(self):
        return self._queue.pop()


class Backwards:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        print("compare", self.value, other.value)
        return self.value > other.value


async def use(queue, items):
    async def consume():
        for _ in items:
            print("got", await queue.get())
            queue.task_done()

    task = asyncio.create_task(consume())
    for item in items:
        await queue.put(item)
    await queue.join()
    await task
    print(type(queue).__name__, queue)


async def main():
    await use(Loud(1), [1, 2])
    await use(Double(), ["a", "b"])
    await use(Unique(), [3])
    queue = asyncio.PriorityQueue()
    for number in (1, 3, 2):
        await queue.put(Backwards(number))
    while not queue.empty():
        print((await queue.get()).value)
    # Items that cannot be compared.
    await queue.put({})
    try:
        await queue.put({})
    except TypeError as error:
        print(error, queue.qsize(), queue._unfinished_tasks)
    # An object with a method of its own.
    queue = asyncio.Queue()
    queue._put = lambda item: queue._queue.append(item * 2)
    await queue.put(4)
    print(await queue.get())
    # An attribute of its own.
    queue = asyncio.Queue()
    queue.label = "mine"
    await queue.put(5)
    print(await queue.get(), queue.label)
    # A changed bound, a replaced store.
    queue = asyncio.Queue(maxsize=1)
    await queue.put(1)
    queue._maxsize = 2
    await queue.put(2)
    print(queue)
    queue._queue = [7, 8]
    print(queue.qsize(), queue.full())
    # A bound that is no int, and a negative one.
    queue = asyncio.Queue(maxsize=1.5)
    await queue.put(1)
    await queue.put(2)
    print(queue, queue.full())
    queue = asyncio.Queue(-1)
    await queue.put(1)
    print(queue, queue.full())
    # The class itself is changed while tasks wait.
    queue = asyncio.Queue()
    waits = asyncio.create_task(queue.get())
    direct = asyncio.create_task(take(queue))
    await asyncio.sleep(0)
    put = asyncio.Queue._put

    def counted(self, item):
        print("counted", item)
        put(self, item)

    asyncio.Queue._put = counted
    await queue.put("x")
    queue.put_nowait("y")
    print(await waits, await direct)


async def take(queue):
    return await queue.get()


asyncio.run(main())
