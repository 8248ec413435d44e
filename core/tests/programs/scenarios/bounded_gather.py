import asyncio


async def gather_with_limit(limit, *coroutines):
    semaphore = asyncio.Semaphore(limit)

    async def limited(coroutine):
        async with semaphore:
            return await coroutine

    return await asyncio.gather(*(limited(c) for c in coroutines))


active = 0
peak = 0


async def job(n):
    global active, peak
    active += 1
    peak = max(peak, active)
    await asyncio.sleep(0.1 * (n % 3 + 1))
    active -= 1
    return n * n


async def main():
    print(await gather_with_limit(3, *(job(n) for n in range(10))))
    print("peak", peak, "at", asyncio.get_running_loop().time())


asyncio.run(main())
