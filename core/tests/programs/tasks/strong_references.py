import asyncio

background = set()


async def fire(n):
    await asyncio.sleep(0.1 * n)
    print("fired", n)


async def main():
    for n in range(3):
        task = asyncio.create_task(fire(n))
        background.add(task)
        task.add_done_callback(background.discard)
    print(len(background))
    await asyncio.sleep(0.15)
    print(len(background))
    while background:
        await asyncio.sleep(0.05)
    print("all gone at", round(asyncio.get_running_loop().time(), 2))


asyncio.run(main())
