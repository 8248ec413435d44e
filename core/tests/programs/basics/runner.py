import asyncio


async def step(n):
    await asyncio.sleep(n)
    return n * 10


with asyncio.Runner() as runner:
    print(runner.run(step(1)))
    print(runner.run(step(2)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed(), f"{loop.time():.1f}")
print(loop.is_closed())
