# Tasks that need others, by graphlib.
import asyncio
from graphlib import CycleError, TopologicalSorter

graph = {"D": ["B", "C"], "C": ["A"], "B": ["A"]}
print(tuple(TopologicalSorter(graph).static_order()))
sorter = TopologicalSorter()
sorter.add("shoes", "socks", "trousers")
sorter.add("belt", "trousers")
sorter.add("hat")
for act in [
    lambda: sorter.get_ready(),
    lambda: sorter.prepare(),
    lambda: sorter.add("late"),
    lambda: sorter.get_ready(),
    lambda: sorter.is_active(),
    lambda: sorter.done("socks"),
    lambda: sorter.done("socks"),
    lambda: sorter.done("shoes"),
    lambda: sorter.done("nobody"),
    lambda: sorter.get_ready(),
    lambda: sorter.done("trousers", "hat"),
    lambda: sorter.get_ready(),
    lambda: bool(sorter),
    lambda: sorter.prepare(),
    lambda: list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order()),
    lambda: list(TopologicalSorter({1: [4], 5: [2, 3], 2: [5], 3: [4]}).static_order()),
    lambda: list(TopologicalSorter({1: [1]}).static_order()),
]:
    try:
        print(act())
    except CycleError as error:
        print("cycle", error.args)
    except ValueError as error:
        print(error)


async def build(name, queue):
    await asyncio.sleep(len(name) / 10)
    print("built", name, asyncio.get_running_loop().time())
    await queue.put(name)


async def main():
    order = TopologicalSorter({"app": {"core"}, "core": {"base"}, "tests": {"app"}, "docs": {"base"}})
    order.prepare()
    finished = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        while order.is_active():
            for name in order.get_ready():
                group.create_task(build(name, finished), name=name)
            order.done(await finished.get())


asyncio.run(main())
