import asyncio


async def sleeper(n, order):
    await asyncio.sleep(0.5)
    order.append(n)
    await asyncio.sleep((n * 7 % 5) / 10)
    order.append(-n)


async def main():
    order = []
    await asyncio.gather(*(sleeper(n, order) for n in range(12)))
    print(order)


asyncio.run(main())
