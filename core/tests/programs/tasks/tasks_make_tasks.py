import asyncio


async def tree(depth, path="r"):
    print("  " * len(path), path)
    if depth == 0:
        return 1
    kids = [asyncio.create_task(tree(depth - 1, path + c), name=path + c) for c in "ab"]
    await asyncio.sleep(0.1)
    return 1 + sum([await kid for kid in kids])


async def main():
    print(await tree(3))


asyncio.run(main())
