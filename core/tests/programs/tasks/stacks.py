# get_stack(): where a task is suspended, who calls it while it runs, where its exception came from.
import asyncio


def own(frames):
    """Names and lines of the frames that are of this file."""
    here = own.__code__.co_filename
    return [(f.f_code.co_name, f.f_lineno) for f in frames if f.f_code.co_filename == here]


async def inner():
    task = asyncio.current_task()
    print("inner", own(task.get_stack()), own(task.get_stack(limit=1)))
    await asyncio.sleep(0)


async def outer(other):
    print("other", own(other.get_stack()))
    print("outer", own(asyncio.current_task().get_stack()))
    await inner()
    print("limit 0", other.get_stack(limit=0))


async def waits():
    await asyncio.sleep(1)


async def fails():
    await waits()
    raise ValueError("oh")


async def deep():
    await fails()


async def main():
    task = asyncio.current_task()
    print("main", own(task.get_stack()))

    def callback():
        print("callback", own(task.get_stack()), own(third.get_stack()))

    second = asyncio.create_task(outer(task))
    print("fresh", own(second.get_stack()))
    await second
    print("done", second.get_stack())
    third = asyncio.create_task(deep())
    asyncio.get_running_loop().call_later(0.5, callback)
    await asyncio.wait([third])
    print("failed", own(third.get_stack()))
    print(repr(third.exception()))

    def helper():
        return own(task.get_stack())

    print("helper", helper())
    error = third.exception().__traceback__
    names = []
    while error is not None:
        names.extend(own([error.tb_frame]))
        error = error.tb_next
    print("traceback", names)


asyncio.run(main())
