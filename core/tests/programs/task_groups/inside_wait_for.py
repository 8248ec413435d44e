import asyncio


async def part(n):
    try:
        await asyncio.sleep(n)
        return n
    finally:
        print("part", n, "leaves at", asyncio.get_running_loop().time())


async def both():
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(part(1)), group.create_task(part(3))
    return a.result() + b.result()


async def main():
    try:
        await asyncio.wait_for(both(), 2)
    except TimeoutError:
        print("too slow")
    print(await asyncio.wait_for(both(), 5))


asyncio.run(main())
