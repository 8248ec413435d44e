import asyncio


def note(text):
    def callback(task):
        print(text, task.get_name(), task.result())

    return callback


async def work():
    await asyncio.sleep(0.1)
    return "done"


async def main():
    task = asyncio.create_task(work(), name="job")
    first, second = note("first"), note("second")
    for callback in (first, second, first):
        task.add_done_callback(callback)
    print(task.remove_done_callback(first), task.remove_done_callback(note("other")))
    await task
    task.add_done_callback(note("late"))
    print("main goes on")
    await asyncio.sleep(0)


asyncio.run(main())
