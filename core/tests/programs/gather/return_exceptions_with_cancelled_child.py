import asyncio


async def sleeper(n):
    await asyncio.sleep(n)
    return n


async def main():
    tasks = [asyncio.create_task(sleeper(n)) for n in (1, 2, 3)]
    asyncio.get_running_loop().call_later(1.5, tasks[1].cancel, "enough")
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results)
    tasks = [asyncio.create_task(sleeper(n)) for n in (1, 2)]
    asyncio.get_running_loop().call_later(0.5, tasks[0].cancel)
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling(), tasks[1].done())
    print(await tasks[1])


asyncio.run(main())
