import asyncio


async def worker(name, sem, seconds):
    await sem.acquire()
    print(f"{asyncio.get_running_loop().time():.1f} {name} acquired")
    await asyncio.sleep(seconds)
    sem.release()
    print(f"{asyncio.get_running_loop().time():.1f} {name} released, at once again:")
    async with sem:
        print(f"{asyncio.get_running_loop().time():.1f} {name} second turn")


async def main():
    sem = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as tg:
        for i, name in enumerate(["ann", "bob", "cid", "dot"]):
            tg.create_task(worker(name, sem, 0.2 + i / 10), name=name)


asyncio.run(main())
