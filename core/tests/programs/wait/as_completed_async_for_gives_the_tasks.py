import asyncio


async def load(name, seconds):
    await asyncio.sleep(seconds)
    if name == "bad":
        raise LookupError(name)
    return name.upper()


async def main():
    tasks = {asyncio.create_task(load(name, seconds)): name for name, seconds in (("a", 0.3), ("bad", 0.1), ("c", 0.2))}
    async for task in asyncio.as_completed(tasks):
        try:
            print(tasks[task], "->", await task)
        except LookupError as error:
            print(tasks[task], "failed", error)


asyncio.run(main())
