import asyncio


async def job(n):
    await asyncio.sleep(n / 10)
    if n % 2 == 0:
        raise ValueError(n)
    return n


async def main():
    tasks = [asyncio.create_task(job(n), name=f"job-{n}") for n in (1, 3, 4, 5, 6)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(task.get_name() for task in done), sorted(task.get_name() for task in pending))
    done, pending = await asyncio.wait(pending)
    for task in sorted(done, key=lambda task: task.get_name()):
        print(task.get_name(), task.exception() or task.result())


asyncio.run(main())
