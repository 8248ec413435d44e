import asyncio


async def worker(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(f"worker {n} broke")
    print("worker", n, "finished")
    return n


async def main():
    try:
        await asyncio.gather(worker(1), worker(2), worker(3))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(1.5)
    print("main ends")


asyncio.run(main())
