import asyncio


async def nap(n):
    await asyncio.sleep(1)
    return n


async def main():
    tasks = [asyncio.create_task(nap(n)) for n in range(4)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.result() for t in done), len(pending))
    await asyncio.sleep(0)
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(sorted(t.result() for t in done), len(pending))
    try:
        await asyncio.wait([])
    except ValueError as error:
        print("ValueError:", error)
    coro = nap(9)
    try:
        await asyncio.wait([coro])
    except TypeError as error:
        print("TypeError:", error)
    coro.close()


asyncio.run(main())
