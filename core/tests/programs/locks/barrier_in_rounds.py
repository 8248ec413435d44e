import asyncio


async def runner(n, barrier, pauses):
    for lap, pause in enumerate(pauses, 1):
        await asyncio.sleep(pause)
        place = await barrier.wait()
        if place == 0:
            print(f"{asyncio.get_running_loop().time():.1f} lap {lap} starts")
        print(f"runner {n} place {place}")


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(
        runner(1, barrier, (0.1, 0.5)), runner(2, barrier, (0.3, 0.1)), runner(3, barrier, (0.2, 0.2))
    )
    print(barrier.parties, barrier.n_waiting, barrier.broken)


asyncio.run(main())
