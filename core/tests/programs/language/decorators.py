import asyncio
import functools
import time


def timed(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return await function(*args, **kwargs)
        finally:
            print(f"{function.__name__} took {time.perf_counter() - start:.2f} s")

    return wrapper


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except OSError as error:
                    print("attempt", attempt, "failed:", error)
            raise RuntimeError("all attempts failed")

        return wrapper

    return decorate


calls = 0


@timed
@retry(times=3)
async def unstable(name):
    """Works at the third call."""
    global calls
    calls += 1
    await asyncio.sleep(0.5)
    if calls < 3:
        raise OSError(f"call {calls}")
    return f"{name} ok"


class Registry:
    handlers = {}

    @classmethod
    def register(cls, name):
        def decorate(function):
            cls.handlers[name] = function
            return function

        return decorate


@Registry.register("double")
def double(x):
    return x * 2


print(asyncio.run(unstable("service")))
print(unstable.__name__, unstable.__doc__)
print(Registry.handlers["double"](21))
