import asyncio


async def taker(n, semaphore):
    await semaphore.acquire()
    print("taken by", n, "at", asyncio.get_running_loop().time())


async def main():
    semaphore = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(taker(n, semaphore)) for n in range(4)]
    await asyncio.sleep(1)
    semaphore.release()
    await asyncio.sleep(1)
    for _ in range(3):
        semaphore.release()
    print("locked", semaphore.locked())
    await asyncio.gather(*tasks)
    print(semaphore.locked())


asyncio.run(main())
