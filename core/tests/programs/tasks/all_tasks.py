import asyncio


async def nap(n):
    await asyncio.sleep(n)


async def main():
    for n in (3, 1, 2):
        asyncio.create_task(nap(n), name=f"nap-{n}")
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.sleep(1.5)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))


asyncio.run(main())
