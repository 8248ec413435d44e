import asyncio

async def set_after(fut, delay, value):
    # Sleep for *delay* seconds.
    await asyncio.sleep(delay)

    # Set *value* as a result of *fut* Future.
    fut.set_result(value)

async def main():
    # Get the current event loop.
    loop = asyncio.get_running_loop()

    # Create a new Future object.
    fut = loop.create_future()

    # Run "set_after()" coroutine in a parallel Task.
    # We are using the low-level "loop.create_task()" API here because
    # we already have a reference to the event loop at hand.
    # Otherwise we could have just used "asyncio.create_task()".
    loop.create_task(
        set_after(fut, 1, '... world'))

    print('hello ...')

    # Wait until *fut* has a result (1 second) and print it.
    print(await fut)
    import functools
    fut = loop.create_future()
    fut.add_done_callback(
        functools.partial(print, "Future:"))
    print(fut)
    fut.cancel("why")
    try:
        fut.result()
    except asyncio.CancelledError as e:
        print(repr(e))
    await asyncio.sleep(0)
    try:
        fut.set_result(3)
    except asyncio.InvalidStateError as e:
        print(e)
    f = loop.create_future()
    for g in (f.result, f.exception):
        try: g()
        except asyncio.InvalidStateError as e: print(e)
    f.set_exception(ValueError("v"))
    print(f.exception().args, f)
    try:
        f.set_exception(StopIteration)
    except Exception as e: print(type(e), e)
    h = loop.create_future()
    try:
        h.set_exception(StopIteration)
    except TypeError as e: print(e)
    print(repr(h.exception()), repr(h.exception().__cause__))
    print(asyncio.isfuture(h), asyncio.isfuture(3), h.get_loop() is loop)
    print(asyncio.wrap_future(h) is h)

asyncio.run(main())
