import asyncio


async def main():
    sem = asyncio.BoundedSemaphore(2)
    await sem.acquire()
    await sem.acquire()
    print(sem.locked())
    try:
        await asyncio.wait_for(sem.acquire(), 0.5)
    except TimeoutError:
        print("no permit in 0.5 s")
    sem.release()
    sem.release()
    try:
        sem.release()
    except ValueError as error:
        print("ValueError:", error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print("ValueError:", error)
    plain = asyncio.Semaphore(0)
    plain.release()
    print(plain.locked())


asyncio.run(main())
