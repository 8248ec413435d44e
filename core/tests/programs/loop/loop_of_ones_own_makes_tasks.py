# A loop class whose create_task is the program's own is asked for every task.
import asyncio


class Loop(asyncio.SelectorEventLoop):
    def create_task(self, coro, **options):
        task = super().create_task(coro, **options)
        print("made", task.get_name(), coro.__name__, sorted(options))
        return task


async def work(n):
    await asyncio.sleep(n / 10)
    return n


async def main():
    print(await asyncio.gather(work(2), work(1)))
    task = asyncio.create_task(work(3), name="named")
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
    for future in asyncio.as_completed([work(1), task]):
        print(await future)
    print(await asyncio.wait_for(work(1), 1))
    await asyncio.shield(work(1))


with asyncio.Runner(loop_factory=Loop) as runner:
    runner.run(main())
