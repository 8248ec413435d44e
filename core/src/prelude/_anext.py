"""What anext(iterator, default) waits for, and what a step of an async generator is driven by."""


async def anext_or_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


async def drive(step):
    return await step
