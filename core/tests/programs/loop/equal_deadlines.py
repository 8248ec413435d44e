import asyncio


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    print("woke", name)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, print, "callback a")
    tasks = [asyncio.create_task(sleeper(n, 1)) for n in ("s1", "s2", "s3")]
    loop.call_later(1, print, "callback b")
    await asyncio.sleep(0.5)
    tasks.append(asyncio.create_task(sleeper("s4", 0.5)))
    loop.call_later(0.5, print, "callback c")
    await asyncio.gather(*tasks)


asyncio.run(main())
