import asyncio


async def holder(lock):
    async with lock:
        await asyncio.sleep(1)
    print("released at", asyncio.get_running_loop().time())


async def waiter(name, lock, patience):
    try:
        await asyncio.wait_for(lock.acquire(), patience)
    except TimeoutError:
        print(name, "too late", lock.locked())
    else:
        print(name, "has it")
        lock.release()


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(holder(lock), waiter("one", lock, 1), waiter("two", lock, 1.1), waiter("three", lock, 0.9))


asyncio.run(main())
