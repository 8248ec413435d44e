import asyncio


async def member(barrier, name):
    try:
        await barrier.wait()
        print(name, "passed")
    except asyncio.BrokenBarrierError as error:
        print(name, "broken:", error)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(member(barrier, n)) for n in "ab"]
    await asyncio.sleep(0.5)
    await barrier.abort()
    await asyncio.wait(tasks)
    print(barrier.broken)
    await barrier.reset()
    tasks = [asyncio.create_task(member(barrier, n)) for n in "cd"]
    await asyncio.sleep(0.1)
    tasks[0].cancel()
    await asyncio.sleep(0.1)
    print(barrier.n_waiting, barrier.broken)
    tasks += [asyncio.create_task(member(barrier, n)) for n in "ef"]
    await asyncio.wait(tasks)


asyncio.run(main())
