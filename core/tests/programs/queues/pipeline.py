import asyncio

STOP = object()


async def numbers(out):
    for n in range(1, 6):
        await out.put(n)
        await asyncio.sleep(0.1)
    await out.put(STOP)


async def square(source, out):
    while (n := await source.get()) is not STOP:
        await asyncio.sleep(0.15)
        await out.put(n * n)
    await out.put(STOP)


async def total(source):
    result = 0
    while (n := await source.get()) is not STOP:
        result += n
        print("so far", result)
    return result


async def main():
    a, b = asyncio.Queue(1), asyncio.Queue(1)
    *_, result = await asyncio.gather(numbers(a), square(a, b), total(b))
    print("total", result)


asyncio.run(main())
