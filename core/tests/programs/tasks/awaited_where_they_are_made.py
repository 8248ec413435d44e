# A task that is awaited at once runs alone: one after another, as awaited calls do, with a turn more.

import asyncio


async def fetch(number):
    print("fetch", number, asyncio.current_task().get_name())
    await asyncio.sleep(number / 10)
    return number


async def main():
    await asyncio.create_task(fetch(1))
    second = await asyncio.create_task(fetch(2))
    print(second)
    task = asyncio.create_task(fetch(3))
    print(await task)
    other = asyncio.create_task(fetch(4))
    fourth = await other
    print(fourth, task.done())
    results = []
    for number in (1, 2):
        results.append(await asyncio.create_task(fetch(number)))
    for number in (3, 4):
        task = asyncio.create_task(fetch(number))
        result = await task
        print(result)
    print(results)


asyncio.run(main())
