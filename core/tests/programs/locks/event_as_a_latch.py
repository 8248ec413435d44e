import asyncio


class Latch:
    def __init__(self, count):
        self.count = count
        self.event = asyncio.Event()

    def count_down(self):
        self.count -= 1
        if self.count == 0:
            self.event.set()

    def __await__(self):
        return self.event.wait().__await__()


async def part(n, latch):
    await asyncio.sleep(n / 5)
    print("part", n, "ready")
    latch.count_down()


async def main():
    latch = Latch(3)
    parts = [asyncio.create_task(part(n, latch)) for n in range(4)]
    print("waited", await latch, asyncio.get_running_loop().time())
    await asyncio.gather(*parts)


asyncio.run(main())
