import asyncio


async def chunks(pauses):
    for n, pause in enumerate(pauses):
        await asyncio.sleep(pause)
        yield n


async def download(pauses, patience):
    loop = asyncio.get_running_loop()
    received = []
    try:
        async with asyncio.timeout(patience) as idle:
            async for chunk in chunks(pauses):
                received.append(chunk)
                idle.reschedule(loop.time() + patience)
    except TimeoutError:
        return f"stalled after {received} at {loop.time():.1f}"
    return f"complete {received} at {loop.time():.1f}"


async def main():
    print(await asyncio.gather(download([0.5, 0.9, 0.9], 1), download([0.2, 1.5, 0.1], 1)))


asyncio.run(main())
