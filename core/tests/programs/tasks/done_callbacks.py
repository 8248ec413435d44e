import asyncio
import functools


def report(prefix, task):
    print(prefix, task.get_name(), task.result())


async def work(n):
    await asyncio.sleep(n)
    return n * 100


async def main():
    task = asyncio.create_task(work(0.5), name="work")
    task.add_done_callback(functools.partial(report, "first"))
    second = functools.partial(report, "second")
    task.add_done_callback(second)
    task.add_done_callback(lambda t: print("lambda", t.done()))
    print("removed", task.remove_done_callback(second))
    result = await task
    print("main has", result)
    task.add_done_callback(functools.partial(report, "late"))
    print("late one added")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
