import asyncio


async def sensor(values, pause):
    for value in values:
        await asyncio.sleep(pause)
        yield value


async def windows(source, size):
    window = []
    async for value in source:
        window.append(value)
        if len(window) == size:
            yield tuple(window)
            window.clear()
    if window:
        yield tuple(window)


async def main():
    async for window in windows(sensor(range(1, 8), 0.25), 3):
        print(f"{asyncio.get_running_loop().time():.2f}", window, sum(window) / len(window))


asyncio.run(main())
