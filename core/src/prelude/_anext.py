"""What anext(iterator, default) waits for, and other parts of builtin functions."""


async def anext_awaitable(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


async def drive(step):
    return await step


def each_call(function, sentinel):
    try:
        while not ((item := function()) is sentinel or sentinel == item):
            yield item
    except StopIteration:
        return
