import asyncio
from enum import Enum
from itertools import cycle


class Light(Enum):
    GREEN = 3
    YELLOW = 1
    RED = 2


async def light(go):
    for phase in cycle(Light):
        print(f"{asyncio.get_running_loop().time():4} {phase.name}")
        if phase is Light.GREEN:
            go.set()
        else:
            go.clear()
        await asyncio.sleep(phase.value)


async def car(name, arrives, go):
    await asyncio.sleep(arrives)
    waited = not go.is_set()
    await go.wait()
    print(f"{name} {'waited and ' if waited else ''}drives at {asyncio.get_running_loop().time()}")


async def main():
    go = asyncio.Event()
    lights = asyncio.create_task(light(go))
    await asyncio.gather(*(car(f"car {n}", arrives, go) for n, arrives in enumerate((0, 2.5, 3, 5, 6.5, 10))))
    lights.cancel()


asyncio.run(main())
