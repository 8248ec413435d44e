import asyncio


async def instant():
    return 1


async def hog():
    total = 0
    for _ in range(1000):
        total += await instant()
    print("hog has", total)


async def other():
    print("other starts")
    await asyncio.sleep(0)
    print("other ends")


async def main():
    await asyncio.gather(hog(), other(), hog())


asyncio.run(main())
