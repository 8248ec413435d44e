"""A frame that has caught an error lives on with it. Where it has the task that failed it is a ring, and
what it left open is closed when the loop shuts down its async generators, not when it returns."""
import asyncio


async def fail(text):
    await asyncio.sleep(0.1)
    raise ValueError(text)


async def numbers(name):
    try:
        for number in range(3):
            yield number
            await asyncio.sleep(0)
    finally:
        print(name, "is closed")


async def catches(name):
    task = asyncio.create_task(fail(name))
    opened = numbers(name)
    print(name, await anext(opened))
    try:
        await task
    except ValueError as error:
        print(name, "caught", error)


async def catches_of_many(name):
    tasks = [asyncio.create_task(fail(name)), asyncio.create_task(asyncio.sleep(0.2))]
    opened = numbers(name)
    print(name, await anext(opened))
    try:
        await asyncio.gather(*tasks)
    except ValueError as error:
        print(name, "caught", error)


class Worker:
    def __init__(self):
        self.error = None

    async def run(self, name):
        opened = numbers(name)
        print(name, await anext(opened))
        try:
            await fail(name)
        except ValueError as error:
            self.error = error


async def main():
    worker = Worker()
    for run in (catches, catches_of_many, worker.run):
        await run(run.__name__)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("after", run.__name__)
    worker.error = None
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("the end of main")


asyncio.run(main())
