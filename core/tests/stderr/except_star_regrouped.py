import asyncio



async def main():
    try:
        raise ExceptionGroup("outer", [ValueError(1), TypeError(2)])
    except* TypeError:
        raise
    except* ValueError:
        raise LookupError("x")


asyncio.run(main())
