import asyncio


async def job(n, error=False):
    await asyncio.sleep(n)
    if error:
        raise RuntimeError(f"job {n}")
    return n


async def main():
    tasks = [asyncio.create_task(job(1)), asyncio.create_task(job(2, True)), asyncio.create_task(job(3))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        if task in done:
            print("done", task.exception() or task.result())
        else:
            print("pending")
    await asyncio.wait(pending)
    print(tasks[2].result())
    done, pending = await asyncio.wait([asyncio.create_task(job(n)) for n in (1, 2)], return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending))


asyncio.run(main())
