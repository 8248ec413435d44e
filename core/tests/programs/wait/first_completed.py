import asyncio


async def racer(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    tasks = {asyncio.create_task(racer(n, s), name=n) for n, s in (("hare", 0.3), ("tortoise", 0.9), ("fox", 0.5))}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("winner:", [t.result() for t in done], "still running:", len(pending))
    for task in pending:
        print("cancel", task.get_name())
        task.cancel()
    done, pending = await asyncio.wait(pending)
    print([t.cancelled() for t in done], pending)


asyncio.run(main())
