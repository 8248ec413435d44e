import asyncio


async def load(name, seconds):
    await asyncio.sleep(seconds)
    return name.title()


async def gather_dict(coroutines):
    return dict(zip(coroutines, await asyncio.gather(*coroutines.values())))


async def main():
    page = await gather_dict({"user": load("ann", 0.3), "cart": load("empty", 0.1), "news": load("none", 0.2)})
    for key, value in page.items():
        print(f"{key:>5}: {value}")


asyncio.run(main())
