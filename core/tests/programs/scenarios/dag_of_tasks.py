import asyncio
from functools import cache

GRAPH = {"app": ["lib", "ui"], "ui": ["core", "icons"], "lib": ["core"], "core": [], "icons": []}
COST = {"app": 0.5, "ui": 1, "lib": 2, "core": 1.5, "icons": 0.2}


async def build_all(target):
    @cache
    def task_of(name):
        return asyncio.create_task(build(name), name=name)

    async def build(name):
        await asyncio.gather(*(task_of(part) for part in GRAPH[name]))
        await asyncio.sleep(COST[name])
        print(f"{asyncio.get_running_loop().time():.1f} built {name}")

    await task_of(target)


asyncio.run(build_all("app"))
