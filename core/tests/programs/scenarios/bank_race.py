import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw_unsafe(self, amount):
        if self.balance >= amount:
            await asyncio.sleep(0.1)
            self.balance -= amount
            return True
        return False

    async def withdraw(self, amount):
        async with self.lock:
            return await self.withdraw_unsafe(amount)


async def main():
    careless, careful = Account(100), Account(100)
    print(await asyncio.gather(*(careless.withdraw_unsafe(80) for _ in range(2))), careless.balance)
    print(await asyncio.gather(*(careful.withdraw(80) for _ in range(2))), careful.balance)


asyncio.run(main())
