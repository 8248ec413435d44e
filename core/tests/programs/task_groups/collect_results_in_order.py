import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    print("got", name)
    return len(name)


async def main():
    names = {"gamma": 0.1, "al": 0.3, "beta": 0.2}
    async with asyncio.TaskGroup() as group:
        tasks = {name: group.create_task(fetch(name, seconds), name=name) for name, seconds in names.items()}
    print({name: task.result() for name, task in tasks.items()})


asyncio.run(main())
