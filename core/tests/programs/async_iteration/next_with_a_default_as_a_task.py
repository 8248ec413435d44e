"""`anext` with a default is an awaitable of its own, whose name tasks have."""

import asyncio


async def ticks(count):
    for i in range(count):
        await asyncio.sleep(0.25)
        yield i


async def main():
    stream = ticks(3)
    task = asyncio.ensure_future(anext(stream, "over"))
    print(await task, await asyncio.wait_for(anext(stream, "over"), 1))
    print(await asyncio.gather(anext(stream, "over"), asyncio.sleep(0.1, "beside")))
    pending = {asyncio.create_task(anext(stream, "over"), name="last")}
    done, _ = await asyncio.wait(pending, timeout=1)
    print([task.result() for task in done])


asyncio.run(main())
