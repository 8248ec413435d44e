import asyncio


async def user(name, lock, hold):
    try:
        async with lock:
            print(name, "in")
            await asyncio.sleep(hold)
            print(name, "out")
    except asyncio.CancelledError:
        print(name, "gave up")
        raise


async def main():
    lock = asyncio.Lock()
    tasks = {n: asyncio.create_task(user(n, lock, 1), name=n) for n in ("a", "b", "c", "d")}
    await asyncio.sleep(0.5)
    tasks["b"].cancel()
    await asyncio.sleep(0.5)
    tasks["c"].cancel()
    await asyncio.wait(tasks.values())
    print([n for n, t in tasks.items() if t.cancelled()])


asyncio.run(main())
