"""What is a coroutine, and coroutines around other awaitables."""

from _asyncio import _is_coroutine_function, iscoroutine


def iscoroutinefunction(func):
    """True for functions made by `async def`."""
    import warnings

    warnings.warn(
        "'asyncio.iscoroutinefunction' is deprecated and slated for removal in Python 3.16; "
        "use inspect.iscoroutinefunction() instead",
        DeprecationWarning,
    )
    return _is_coroutine_function(func)


async def _wrap_awaitable(awaitable):
    return await awaitable


async def _run_awaitable(awaitable):
    return await awaitable


# Their names in CPython, where each is made inside of the function that needs it.
_wrap_awaitable.__qualname__ = "ensure_future.<locals>._wrap_awaitable"
_run_awaitable.__qualname__ = "Runner.run.<locals>._wrap_awaitable"


# A task around one step of an async generator has the name of the step's type.

async def async_generator_asend(step):
    return await step


async def async_generator_athrow(step):
    return await step
