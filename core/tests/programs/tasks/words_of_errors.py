"""What tasks, futures, wait, gather and groups say to wrong arguments."""

import asyncio


async def a():
    await asyncio.sleep(0.1)
    return 5


async def main():
    t = asyncio.create_task(a())
    for m in ('result', 'exception'):
        try:
            getattr(t, m)()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(t.get_name(), t.done(), t.cancelled(), t.get_loop() is asyncio.get_running_loop())
    t.set_name('x')
    print(t.get_name())
    t.set_name(5)
    print(repr(t.get_name()))
    try:
        t.set_result(1)
    except RuntimeError as e:
        print(e)
    try:
        t.set_exception(1)
    except RuntimeError as e:
        print(e)
    t.add_done_callback(lambda t: print('done', t.result()))

    def cb(t):
        print('no')
    t.add_done_callback(cb)
    t.add_done_callback(cb)
    print(t.remove_done_callback(cb))
    await t
    print(t.cancel(), t.cancelling())
    t = asyncio.create_task(a())
    t.cancel('why')
    try:
        await t
    except asyncio.CancelledError as e:
        print(repr(e), e.args)
    try:
        t.result()
    except asyncio.CancelledError as e:
        print(repr(e))
    t = asyncio.create_task(a())
    t.cancel(msg='a')
    t.cancel(msg='b')
    print(t.cancelling(), t.uncancel())
    print(await asyncio.gather(t, return_exceptions=True))
    f = asyncio.Future()
    f.set_result(1)
    for fn in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
        try:
            fn()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(f.cancel())
    f = asyncio.Future()
    try:
        f.set_exception(StopIteration())
    except TypeError as e:
        print(e)
    print(repr(f.exception().__cause__) if f.done() else 'pending')
    f = asyncio.Future()
    try:
        pass
    except TypeError as e:
        print(e)
    f.set_exception(ValueError)
    print(repr(f.exception()))
    try:
        await asyncio.gather(3)
    except TypeError as e:
        print(e)
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    try:
        await asyncio.wait([a()])
    except TypeError as e:
        print(e)
    try:
        await asyncio.wait(a())
    except TypeError as e:
        print(e)
    try:
        await asyncio.wait_for(3, 1)
    except TypeError as e:
        print(e)
    try:
        await 3
    except TypeError as e:
        print(e)
    try:
        asyncio.ensure_future(3)
    except TypeError as e:
        print(e)
    try:
        asyncio.run_coroutine_threadsafe(3, None)
    except TypeError as e:
        print(e)
    try:
        await asyncio.wait([asyncio.ensure_future(a())], return_when='x')
    except ValueError as e:
        print(e)
    c = a()
    await c
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.current_task()

    async def aw():
        await t
    try:
        await asyncio.create_task(aw()) if 0 else None
    except RuntimeError as e:
        print(e)

    async def selfw():
        await asyncio.current_task()
    try:
        await asyncio.create_task(selfw(), name='S')
    except RuntimeError as e:
        print(str(e)[:30])
    async for x in asyncio.as_completed([asyncio.create_task(a(), name='q'), asyncio.create_task(asyncio.sleep(0.05, 1), name='r')]):
        print(x.get_name(), await x)
    try:
        for c in asyncio.as_completed([a(), asyncio.sleep(3)], timeout=0.2):
            print(await c)
    except TimeoutError as e:
        print(repr(e))
    try:
        asyncio.as_completed(a())
    except TypeError as e:
        print(e)
    print(await asyncio.gather())
    tg = asyncio.TaskGroup()
    c = a()
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(str(e)[:20], str(e)[-30:])
    async with tg:
        pass
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(str(e)[:20], str(e)[-30:])
    c2 = a()
    try:
        tg.create_task(c2)
    except RuntimeError as e:
        print(str(e)[-30:])


asyncio.run(main())
