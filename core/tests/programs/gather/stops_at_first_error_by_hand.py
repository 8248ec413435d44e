import asyncio


async def step(n):
    await asyncio.sleep(n / 10)
    if n == 3:
        raise RuntimeError(f"step {n}")
    print("step", n)
    return n


async def main():
    tasks = [asyncio.ensure_future(step(n)) for n in range(1, 7)]
    try:
        await asyncio.gather(*tasks)
    except RuntimeError as error:
        print("caught", error)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        print([type(result).__name__ for result in results])


asyncio.run(main())
