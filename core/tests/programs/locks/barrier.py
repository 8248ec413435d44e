import asyncio


async def racer(barrier, n):
    await asyncio.sleep(n / 10)
    print("racer", n, "at the line,", barrier.n_waiting, "waiting")
    position = await barrier.wait()
    print("racer", n, "runs, position", position)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.broken)
    await asyncio.gather(*(racer(barrier, n) for n in (3, 1, 2, 5, 4, 6)))
    async with asyncio.Barrier(1) as position:
        print("alone", position)


asyncio.run(main())
