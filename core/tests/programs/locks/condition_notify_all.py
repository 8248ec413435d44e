import asyncio


async def runner(n, cond):
    async with cond:
        await cond.wait()
        print("runner", n, "starts")
        await asyncio.sleep(0.1)


async def main():
    cond = asyncio.Condition()
    tasks = [asyncio.create_task(runner(n, cond)) for n in range(4)]
    await asyncio.sleep(1)
    async with cond:
        cond.notify(2)
        print("two notified")
    await asyncio.sleep(1)
    async with cond:
        cond.notify_all()
        print("all notified")
    await asyncio.wait(tasks)
    try:
        cond.notify()
    except RuntimeError as error:
        print(error)
    try:
        await cond.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
