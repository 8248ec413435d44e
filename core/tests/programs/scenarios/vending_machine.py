import asyncio
from collections import Counter


class Machine:
    def __init__(self, **stock):
        self.stock = Counter(stock)
        self.lock = asyncio.Lock()

    async def buy(self, who, what):
        async with self.lock:
            await asyncio.sleep(0.2)
            if not self.stock[what]:
                raise LookupError(f"no {what} for {who}")
            self.stock[what] -= 1
            print(f"{asyncio.get_running_loop().time():.1f} {who} has {what}")


async def main():
    machine = Machine(cola=1, water=2)
    orders = [("Ann", "cola"), ("Bob", "cola"), ("Cid", "water"), ("Dee", "tea")]
    results = await asyncio.gather(*(machine.buy(*order) for order in orders), return_exceptions=True)
    print([str(result) for result in results if result])
    print(+machine.stock)


asyncio.run(main())
