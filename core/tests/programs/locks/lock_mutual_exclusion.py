import asyncio


async def worker(name, lock):
    print(name, "wants the lock, locked:", lock.locked())
    async with lock:
        print(name, "has it")
        await asyncio.sleep(0.5)
    print(name, "left")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(worker(n, lock) for n in "abc"))
    print(lock.locked())
    await lock.acquire()
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
