"""The calls of a loop's turn count, so a task's functions recurse as deep as in CPython."""

import asyncio


def depth():
    try:
        return depth() + 1
    except RecursionError:
        return 1


async def main():
    print(depth())
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print(depth()))
    await asyncio.sleep(0)


print(depth())
asyncio.run(main())
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
