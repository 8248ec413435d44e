import asyncio


class ReadWriteLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.condition = asyncio.Condition()

    async def acquire_read(self):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing)
            self.readers += 1

    async def release_read(self):
        async with self.condition:
            self.readers -= 1
            self.condition.notify_all()

    async def acquire_write(self):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True

    async def release_write(self):
        async with self.condition:
            self.writing = False
            self.condition.notify_all()


async def reader(n, lock, start):
    await asyncio.sleep(start)
    await lock.acquire_read()
    print(f"{asyncio.get_running_loop().time():.1f} reader {n} in, {lock.readers} reading")
    await asyncio.sleep(1)
    await lock.release_read()


async def writer(lock, start):
    await asyncio.sleep(start)
    await lock.acquire_write()
    print(f"{asyncio.get_running_loop().time():.1f} writer in")
    await asyncio.sleep(1)
    await lock.release_write()


async def main():
    lock = ReadWriteLock()
    await asyncio.gather(reader(1, lock, 0), reader(2, lock, 0.5), writer(lock, 0.2), reader(3, lock, 1.8))


asyncio.run(main())
