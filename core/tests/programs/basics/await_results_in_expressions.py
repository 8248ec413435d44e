import asyncio


async def price(item):
    await asyncio.sleep(len(item) / 10)
    return {"tea": 3, "bread": 4, "cheese": 12}[item]


async def main():
    total = await price("tea") + await price("bread") * 2
    print("total", total)
    cheap = [item for item in ("tea", "bread", "cheese") if await price(item) < 10]
    print(cheap)
    print({item: await price(item) for item in cheap})
    print(f"cheese costs {await price('cheese')}", (await price("tea")) ** 2)


asyncio.run(main())
