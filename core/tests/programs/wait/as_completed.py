import asyncio


async def fetch(n):
    await asyncio.sleep(n)
    if n == 0.4:
        raise ValueError("0.4 is bad")
    return n


async def main():
    coros = [fetch(n) for n in (0.5, 0.1, 0.4, 0.2)]
    for next_one in asyncio.as_completed(coros):
        try:
            print("got", await next_one)
        except ValueError as error:
            print("error:", error)
    async for task in asyncio.as_completed([asyncio.create_task(fetch(n), name=f"t{n}") for n in (0.3, 0.2)]):
        print(task.get_name(), await task)


asyncio.run(main())
