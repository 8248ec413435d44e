import asyncio


async def spawner(group, depth):
    await asyncio.sleep(0.1)
    print("depth", depth)
    if depth < 3:
        group.create_task(spawner(group, depth + 1))


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(spawner(group, 0))
        print("body ends")
    print("group ends", round(asyncio.get_running_loop().time(), 2))
    coroutine = spawner(group, 9)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print(str(error).split("<")[0], str(error).rsplit(">")[-1])
    finally:
        coroutine.close()


asyncio.run(main())
