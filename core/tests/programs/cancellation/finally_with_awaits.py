import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print(self.name, "opened")
        return self

    async def __aexit__(self, kind, error, traceback):
        print(self.name, "closing because of", kind.__name__ if kind else None)
        await asyncio.sleep(0.1)
        print(self.name, "closed")
        return False


async def session():
    async with Connection("db") as db, Connection("cache"):
        print("working with", db.name)
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(session())
    await asyncio.sleep(1)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))


asyncio.run(main())
