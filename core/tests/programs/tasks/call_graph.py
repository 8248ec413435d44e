import asyncio


async def leaf():
    event = asyncio.get_running_loop().create_future()
    waiting.append(event)
    await event


async def middle():
    await leaf()


def names(graph):
    return [entry.frame.f_code.co_name for entry in graph.call_stack]


async def main():
    task = asyncio.create_task(middle(), name="inner")
    await asyncio.sleep(0)
    graph = asyncio.capture_call_graph(task)
    print(graph.future is task, names(graph), graph.awaited_by)
    print([entry.frame.f_lineno for entry in graph.call_stack])

    async def waits():
        await task

    outer = asyncio.create_task(waits(), name="outer")
    await asyncio.sleep(0)
    graph = asyncio.capture_call_graph(task)
    print([other.future.get_name() for other in graph.awaited_by], names(graph.awaited_by[0]))
    text = asyncio.format_call_graph(task)
    print([line.split(", id=")[0].split("File")[0] + line.partition(", line")[2] for line in text.splitlines()])
    print(names(asyncio.capture_call_graph()))
    async with asyncio.TaskGroup() as group:
        child = group.create_task(middle(), name="child")
        await asyncio.sleep(0)
        waiting.pop().set_result(None)
    print([frame.f_code.co_name for frame in task.get_stack()], child.get_stack())
    waiting.pop().set_result(None)
    await outer
    print(task.get_stack())


waiting = []
asyncio.run(main())
try:
    asyncio.capture_call_graph()
except RuntimeError as error:
    print(error)
