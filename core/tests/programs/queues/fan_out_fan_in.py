import asyncio


async def split(source, odd, even):
    while (n := await source.get()) is not None:
        await (odd if n % 2 else even).put(n)
    await odd.put(None)
    await even.put(None)


async def work(name, inbox, outbox, seconds):
    while (n := await inbox.get()) is not None:
        await asyncio.sleep(seconds)
        await outbox.put(f"{name}{n}")
    await outbox.put(None)


async def main():
    source, odd, even, out = (asyncio.Queue(2) for _ in range(4))
    async with asyncio.TaskGroup() as group:
        group.create_task(split(source, odd, even))
        group.create_task(work("odd", odd, out, 0.2))
        group.create_task(work("even", even, out, 0.3))

        async def feed():
            for n in range(8):
                await source.put(n)
            await source.put(None)

        group.create_task(feed())
        ends = 0
        while ends < 2:
            item = await out.get()
            ends += item is None
            print(f"{asyncio.get_running_loop().time():.1f} {item}")


asyncio.run(main())
