import asyncio


async def waits_for(tasks, other):
    await asyncio.sleep(0)
    await tasks[other]


async def main():
    tasks = []
    tasks += [asyncio.create_task(waits_for(tasks, 1)), asyncio.create_task(waits_for(tasks, 0))]
    await asyncio.sleep(0.1)
    try:
        tasks[0].cancel()
    except RecursionError as error:
        print(type(error).__name__)
    print([task.done() for task in tasks])
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(len(done), len(pending))


asyncio.run(main())
