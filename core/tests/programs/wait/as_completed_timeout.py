import asyncio


async def fetch(n):
    await asyncio.sleep(n)
    return n


async def main():
    tasks = [asyncio.create_task(fetch(n)) for n in (1, 2, 3)]
    try:
        for nxt in asyncio.as_completed(tasks, timeout=1.5):
            print(await nxt)
    except TimeoutError:
        print("too slow")
    print([t.done() for t in tasks])


asyncio.run(main())
