"""Timeouts that are moved, nested, or end at the instant of something else."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as cm:
            print(cm, cm.when())
            cm.reschedule(loop.time() + 0.5)
            print(cm.when())
            await asyncio.sleep(0.3)
            cm.reschedule(loop.time() + 0.5)
            await asyncio.sleep(1)
    except TimeoutError as e:
        print(repr(e), loop.time(), cm.expired(), cm, repr(e.__cause__))
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)
    async with asyncio.timeout(1) as cm:
        pass
    print(cm.expired(), cm)
    try:
        async with cm:
            pass
    except RuntimeError as e:
        print(e)
    t = asyncio.timeout(1)
    print(t)
    try:
        t.reschedule(3)
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print('in')
            await asyncio.sleep(0)
            print('no')
    except TimeoutError:
        print('past')
    try:
        async with asyncio.timeout(0.2):
            try:
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(1)
            except TimeoutError:
                print('inner', loop.time(), asyncio.current_task().cancelling())
                await asyncio.sleep(1)
    except TimeoutError:
        print('outer', loop.time(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.timeout(0.1):
                await asyncio.sleep(1)
    except TimeoutError:
        print('same', asyncio.current_task().cancelling())

    async def f():
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(1)
        except TimeoutError:
            print('TE', asyncio.current_task().cancelling())
            return 1
        except asyncio.CancelledError:
            print('CE', asyncio.current_task().cancelling())
            raise
    t = asyncio.create_task(f())
    await asyncio.sleep(0.1)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    t = asyncio.create_task(f())
    loop.call_later(0.1, t.cancel)
    print(await asyncio.gather(t, return_exceptions=True))
    for d in (0, -1, 0.1):
        try:
            print(await asyncio.wait_for(asyncio.sleep(0.1, 'r'), d))
        except TimeoutError as e:
            print('wf', d, repr(e))
    fut = loop.create_future()
    loop.call_later(0.1, fut.set_result, 5)
    try:
        print(await asyncio.wait_for(fut, 0.1))
    except TimeoutError:
        print('tie')
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError('other')
    except ValueError as e:
        print(repr(e), repr(e.__context__), asyncio.current_task().cancelling())

    async def g():
        try:
            async with asyncio.TaskGroup() as tg:

                async def c():
                    try:
                        await asyncio.sleep(10)
                    finally:
                        await asyncio.sleep(0.1)
                tg.create_task(c())
                async with asyncio.TaskGroup() as tg2:
                    tg2.create_task(c())

                    async def b():
                        await asyncio.sleep(0.1)
                        raise ValueError(1)
                    tg2.create_task(b())
        except* ValueError as eg:
            print(eg, asyncio.current_task().cancelling(), loop.time())
            print(eg.exceptions)
    await g()
    t = asyncio.create_task(g())
    await asyncio.sleep(0.1)
    t.cancel()
    r, = await asyncio.gather(t, return_exceptions=True)
    print(repr(r))
    ct = asyncio.current_task()
    ct.cancel()
    print(ct.cancelling())
    print(ct.uncancel())
    await asyncio.sleep(0)
    print('still here')
    try:
        async with asyncio.timeout(1):
            raise TimeoutError('mine')
    except TimeoutError as e:
        print(e)


asyncio.run(main())
