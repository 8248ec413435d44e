import asyncio


async def cached(key, store):
    if key in store:
        return store[key]
    await asyncio.sleep(0.2)
    store[key] = key * 2
    return store[key]


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    store = {"a": "known"}
    first = asyncio.create_task(cached("a", store))
    second = asyncio.create_task(cached("b", store))
    print(first.done(), second.done())
    print(await asyncio.gather(first, second, cached("a", store)))
    async with asyncio.TaskGroup() as group:
        third = group.create_task(cached("b", store))
        print("in the group", third.done())


asyncio.run(main())
