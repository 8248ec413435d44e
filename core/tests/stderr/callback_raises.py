import asyncio


def on_done(task):
    raise RuntimeError("in the callback")


async def main():
    task = asyncio.create_task(asyncio.sleep(0.1))
    task.add_done_callback(on_done)
    await task
    await asyncio.sleep(0.1)
    print("the loop goes on")


asyncio.run(main())
