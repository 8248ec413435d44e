# What is awaited while an exception is being handled fails in the context of that exception, whether
# it is a coroutine, a task, a gather, a future or a thread; and so does a result that is asked for.
import asyncio


async def fail_now():
    raise ValueError("now")


async def fail_later():
    await asyncio.sleep(0.1)
    raise ValueError("later")


def failing_future(delay):
    future = asyncio.get_running_loop().create_future()
    if delay:
        asyncio.get_running_loop().call_later(delay, future.set_exception, OSError("future"))
    else:
        future.set_exception(OSError("future"))
    return future


async def through(task):
    await task


async def in_a_handler(make):
    try:
        raise KeyError(3)
    except KeyError:
        try:
            await make()
        except Exception as error:
            print(repr(error), "in the context of", repr(error.__context__))


async def wait_and_show():
    try:
        raise KeyError(4)
    except KeyError:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as error:
            print("cancelled in the context of", repr(error.__context__))
            raise


async def main():
    for make in (
        fail_now,
        fail_later,
        lambda: asyncio.create_task(fail_now()),
        lambda: asyncio.create_task(fail_later()),
        lambda: asyncio.gather(fail_now(), fail_later()),
        lambda: asyncio.wait_for(fail_later(), 1),
        lambda: asyncio.wait_for(fail_later(), 0.01),
        lambda: through(asyncio.create_task(fail_later())),
        lambda: asyncio.shield(asyncio.create_task(fail_later())),
        lambda: asyncio.to_thread(lambda: 1 / 0),
        lambda: failing_future(0.1),
        lambda: failing_future(0),
    ):
        await in_a_handler(make)
    task = asyncio.create_task(fail_now())
    await asyncio.wait([task])
    await in_a_handler(lambda: task)
    try:
        raise KeyError(5)
    except KeyError:
        try:
            task.result()
        except ValueError as error:
            print("the result in the context of", repr(error.__context__))
    waiting = asyncio.create_task(wait_and_show())
    await asyncio.sleep(0)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError as error:
        print("the task in the context of", repr(error.__context__))


asyncio.run(main())


def waiting_generator():
    yield 1


old = ValueError("old")
generator = waiting_generator()
next(generator)
try:
    raise old
except ValueError:
    pass
try:
    raise KeyError(6)
except KeyError:
    try:
        generator.throw(old)
    except ValueError as error:
        print(repr(error), "in the context of", repr(error.__context__))
