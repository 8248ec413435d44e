import asyncio

balance = 0


async def deposit(amount, lock=None):
    global balance
    if lock:
        await lock.acquire()
    try:
        seen = balance
        await asyncio.sleep(0.01)
        balance = seen + amount
    finally:
        if lock:
            lock.release()


async def main():
    global balance
    await asyncio.gather(*(deposit(10) for _ in range(5)))
    print("without:", balance)
    balance = 0
    lock = asyncio.Lock()
    await asyncio.gather(*(deposit(10, lock) for _ in range(5)))
    print("with:", balance)


asyncio.run(main())
