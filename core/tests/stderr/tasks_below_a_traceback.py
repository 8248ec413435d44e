"""Tasks that a failing frame can reach are told of behind its traceback."""

import asyncio


class Service:
    def __init__(self, name):
        self.name = name
        self.task = None
        self.jobs = {}

    def start(self):
        self.task = asyncio.create_task(self.work(0.1), name=self.name)
        for at in range(2):
            self.jobs[asyncio.create_task(self.work(0.1), name=f"{self.name}-{at}")] = at

    async def work(self, after):
        await asyncio.sleep(after)
        raise ValueError(f"{self.name} broke")


async def late():
    await asyncio.sleep(0.5)
    raise KeyError("late")


async def main():
    service = Service("clock")
    by_name = {"late": asyncio.create_task(late(), name="late")}
    service.start()
    await asyncio.sleep(0.5)
    print(len(by_name))
    raise RuntimeError("main gives up")


asyncio.run(main())
