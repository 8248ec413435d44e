import asyncio


async def stream(name, pause, count):
    for n in range(count):
        await asyncio.sleep(pause)
        yield f"{name}{n}"


async def merge(*streams):
    queue, open_streams = asyncio.Queue(), len(streams)

    async def pump(source):
        nonlocal open_streams
        async for item in source:
            await queue.put(item)
        open_streams -= 1
        await queue.put(None)

    pumps = [asyncio.create_task(pump(source)) for source in streams]
    while open_streams or not queue.empty():
        item = await queue.get()
        if item is not None:
            yield item
    await asyncio.gather(*pumps)


async def main():
    async for item in merge(stream("a", 0.2, 4), stream("b", 0.3, 3)):
        print(f"{asyncio.get_running_loop().time():.1f} {item}")


asyncio.run(main())
