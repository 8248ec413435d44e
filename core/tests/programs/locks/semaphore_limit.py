import asyncio

in_flight = 0
peak = 0


async def call(sem, n):
    global in_flight, peak
    async with sem:
        in_flight += 1
        peak = max(peak, in_flight)
        await asyncio.sleep(0.1 + (n % 3) * 0.1)
        in_flight -= 1
    return n


async def main():
    sem = asyncio.Semaphore(3)
    print(await asyncio.gather(*[call(sem, n) for n in range(10)]))
    print("peak", peak, "locked", sem.locked())


asyncio.run(main())
