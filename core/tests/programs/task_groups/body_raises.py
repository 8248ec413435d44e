import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("worker cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(worker())
            await asyncio.sleep(0.5)
            raise RuntimeError("body failed")
    except ExceptionGroup as eg:
        print(eg, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(worker())
            raise RuntimeError("before the first step")
    except* RuntimeError as eg:
        print(eg.exceptions)


asyncio.run(main())
