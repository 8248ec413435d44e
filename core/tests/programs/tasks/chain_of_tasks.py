import asyncio


async def link(n, previous):
    if previous is not None:
        value = await previous
    else:
        await asyncio.sleep(0.1)
        value = 0
    print("link", n, "gets", value)
    return value + n


async def main():
    previous = None
    for n in range(1, 7):
        previous = asyncio.create_task(link(n, previous), name=f"link-{n}")
    print("sum", await previous)


asyncio.run(main())
