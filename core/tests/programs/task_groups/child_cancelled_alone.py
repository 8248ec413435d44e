import asyncio


async def work(n):
    await asyncio.sleep(n)
    print("work", n)
    return n


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work(1))
        b = tg.create_task(work(2))
        await asyncio.sleep(0.5)
        print("cancel b:", b.cancel())
    print(a.result(), b.cancelled())


asyncio.run(main())
