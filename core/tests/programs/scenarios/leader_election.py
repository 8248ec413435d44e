import asyncio


async def node(number, ring, results):
    best = number
    await ring[(number + 1) % len(ring)].put(number)
    while True:
        seen = await ring[number].get()
        await asyncio.sleep(0.01 * (number + 1))
        if seen == number:
            results.append(number)
            for inbox in ring:
                inbox.put_nowait(-1)
            return f"{number} leads"
        if seen == -1:
            return f"{number} follows {best}"
        if seen > best:
            best = seen
            await ring[(number + 1) % len(ring)].put(seen)


async def main():
    ring = [asyncio.Queue() for _ in range(5)]
    results = []
    for line in await asyncio.gather(*(node(n, ring, results) for n in range(5))):
        print(line)
    print(results, round(asyncio.get_running_loop().time(), 2))


asyncio.run(main())
