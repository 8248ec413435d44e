import asyncio


async def waiter(name, event):
    print(name, "waiting")
    await event.wait()
    print(name, "go")


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in ("x", "y", "z")]
    await asyncio.sleep(1)
    print("set", event.is_set())
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    print(event.is_set())
    event.set()
    print(await event.wait())


asyncio.run(main())
