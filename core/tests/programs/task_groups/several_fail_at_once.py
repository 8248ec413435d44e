import asyncio


async def fail(error, delay):
    await asyncio.sleep(delay)
    raise error


async def fail_in_cleanup():
    try:
        await asyncio.sleep(10)
    finally:
        raise OSError("cleanup")


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("a"), 1))
            tg.create_task(fail(TypeError("b"), 1))
            tg.create_task(fail(KeyError("c"), 2))
            tg.create_task(fail_in_cleanup())
    except* ValueError as eg:
        print("values", eg.exceptions)
    except* (TypeError, OSError) as eg:
        print("others", eg.exceptions)


asyncio.run(main())
