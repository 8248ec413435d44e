import asyncio


async def mirror(name, seconds, ok=True):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "dropped")
        raise
    if not ok:
        raise ConnectionError(name)
    return name


async def first_success(*coros):
    pending = {asyncio.ensure_future(c) for c in coros}
    errors = []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
                errors.append(task.exception())
        raise ExceptionGroup("all mirrors failed", errors)
    finally:
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending)


async def main():
    print(await first_success(mirror("eu", 0.6), mirror("us", 0.3, ok=False), mirror("asia", 0.5)))
    try:
        await first_success(mirror("x", 0.1, False), mirror("y", 0.2, False))
    except* ConnectionError as eg:
        print(eg.message, eg.exceptions)


asyncio.run(main())
