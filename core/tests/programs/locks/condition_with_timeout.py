import asyncio


async def consumer(name, condition, items, patience):
    async with condition:
        try:
            await asyncio.wait_for(condition.wait_for(lambda: items), patience)
        except TimeoutError:
            print(name, "gives up; lock held:", condition.locked())
            return
        print(name, "takes", items.pop(0))


async def main():
    condition, items = asyncio.Condition(), []
    tasks = [
        asyncio.create_task(consumer("hasty", condition, items, 0.5)),
        asyncio.create_task(consumer("calm", condition, items, 5)),
        asyncio.create_task(consumer("late", condition, items, 2)),
    ]
    await asyncio.sleep(1)
    async with condition:
        items.append("apple")
        condition.notify()
    await asyncio.gather(*tasks)


asyncio.run(main())
