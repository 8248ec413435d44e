import asyncio


class Account:
    def __init__(self, number, balance):
        self.number, self.balance = number, balance
        self.lock = asyncio.Lock()


async def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    async with first.lock, second.lock:
        if source.balance < amount:
            raise ValueError(f"account {source.number} has only {source.balance}")
        source.balance -= amount
        await asyncio.sleep(0.1)
        target.balance += amount


async def main():
    a, b, c = Account(1, 100), Account(2, 50), Account(3, 0)
    results = await asyncio.gather(
        transfer(a, b, 30), transfer(b, a, 70), transfer(b, c, 40), transfer(c, a, 10), return_exceptions=True
    )
    print(results)
    print(a.balance, b.balance, c.balance, "at", asyncio.get_running_loop().time())


asyncio.run(main())
