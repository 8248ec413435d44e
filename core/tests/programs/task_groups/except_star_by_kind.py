import asyncio


async def fail(error, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("a"), 0.1))
            group.create_task(fail(KeyError("b"), 0.2))
            group.create_task(fail(ZeroDivisionError("c"), 0.3))
    except* (ValueError, KeyError) as errors:
        print("looked up:", sorted(repr(error) for error in errors.exceptions))
    except* ArithmeticError as errors:
        print("computed:", errors.exceptions)


asyncio.run(main())
