import asyncio


async def ping(name, turns):
    for n in range(turns):
        print(name, n)
        await asyncio.sleep(0)
    return name


async def main():
    tasks = [asyncio.create_task(ping(name, n)) for name, n in (("a", 1), ("b", 3), ("c", 2))]
    for task in tasks:
        print("got", await task)
    print("gathered", await asyncio.gather(ping("d", 1), ping("e", 2)))


asyncio.run(main())
