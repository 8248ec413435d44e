import asyncio


async def boom(n):
    await asyncio.sleep(n / 10)
    print("raising", n)
    raise RuntimeError(f"error {n}")


async def main():
    tasks = [asyncio.create_task(boom(n), name=f"boom-{n}") for n in (3, 1, 2)]
    try:
        await asyncio.gather(*tasks)
    except RuntimeError as error:
        print("first:", error)
    await asyncio.wait(tasks)
    for task in tasks:
        print(task.get_name(), repr(task.exception()))


asyncio.run(main())
