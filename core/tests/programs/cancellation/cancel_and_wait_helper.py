import asyncio


async def cancel_and_wait(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling():
            raise
        print(task.get_name(), "was cancelled")
    else:
        print(task.get_name(), "ended anyway")


async def polite():
    await asyncio.sleep(5)


async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        return "no"


async def main():
    for worker in (polite, stubborn):
        task = asyncio.create_task(worker(), name=worker.__name__)
        await asyncio.sleep(0)
        await cancel_and_wait(task)


asyncio.run(main())
