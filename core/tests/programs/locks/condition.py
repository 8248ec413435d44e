import asyncio


async def consumer(name, cond, items):
    async with cond:
        print(name, "waits")
        await cond.wait_for(lambda: items)
        print(name, "takes", items.pop(0))


async def producer(cond, items):
    for n in range(1, 4):
        await asyncio.sleep(0.5)
        async with cond:
            items.append(n)
            print("made", n)
            cond.notify()


async def main():
    cond, items = asyncio.Condition(), []
    await asyncio.gather(*(consumer(n, cond, items) for n in "abc"), producer(cond, items))


asyncio.run(main())
