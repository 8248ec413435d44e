import asyncio


async def replica(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise ConnectionError(name)
        return f"answer of {name}"
    except asyncio.CancelledError:
        print(name, "is no longer needed")
        raise


async def hedged(makers, delay):
    pending, errors = set(), []
    for make in makers:
        pending.add(asyncio.create_task(make()))
        done, pending = await asyncio.wait(pending, timeout=delay, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                for other in pending:
                    other.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
                return task.result()
            errors.append(task.exception())
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.exception():
                return task.result()
            errors.append(task.exception())
    raise ExceptionGroup("no replica answered", errors)


async def main():
    print(await hedged([lambda: replica("a", 2), lambda: replica("b", 0.3), lambda: replica("c", 1)], 0.2))
    try:
        await hedged([lambda: replica("d", 0.1, True), lambda: replica("e", 0.4, True)], 0.2)
    except ExceptionGroup as group:
        print(group, [str(error) for error in group.exceptions])


asyncio.run(main())
