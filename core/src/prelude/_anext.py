"""What anext(iterator, default) waits for."""


async def anext_or_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
