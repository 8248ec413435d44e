import asyncio


async def worker(number, semaphore, lock, counts):
    for round in range(40):
        async with semaphore:
            await asyncio.sleep(0.001 * (1 + number % 5))
        async with lock:
            counts["rounds"] += 1
            await asyncio.sleep(0)


async def main():
    semaphore, lock = asyncio.Semaphore(100), asyncio.Lock()
    counts = {"rounds": 0}
    async with asyncio.TaskGroup() as group:
        for number in range(500):
            group.create_task(worker(number, semaphore, lock, counts))
    assert counts["rounds"] == 500 * 40


asyncio.run(main())
