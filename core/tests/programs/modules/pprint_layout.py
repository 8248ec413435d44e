import asyncio
from pprint import pformat, pp, pprint


async def fetch(name):
    await asyncio.sleep(0.1)
    return {"name": name, "tags": ["network", "slow", name], "size": (len(name), 2.5)}


async def main():
    results = await asyncio.gather(*(fetch(name) for name in ["database", "cache", "index"]))
    pprint(results)
    pprint({"b": 1, "a": [1, 2]})
    pp({"b": 1, "a": [1, 2]})
    pprint(list(range(40)), compact=True, width=60)
    pprint(results, depth=2, width=40, indent=2)
    print(pformat(("x" * 30, "y" * 30, "z" * 30)))
    pprint({"only"})


asyncio.run(main())
