"""Runner with contexts, what asyncio.run cleans up, and context variables of tasks."""

import asyncio, contextvars

v = contextvars.ContextVar('v', default=0)


async def setv(x):
    v.set(x)


async def getv():
    return v.get()


with asyncio.Runner() as r:
    print(r.run(getv()))
    r.run(setv(5))
    print(r.run(getv()))
    ctx = contextvars.copy_context()
    print(r.run(getv(), context=ctx))
    print(r.get_loop().is_running(), r.get_loop().is_closed())
    loop = r.get_loop()
print(loop.is_closed())
try:
    r.run(getv())
except RuntimeError as e:
    print(e)
try:
    asyncio.run(3)
except (TypeError, ValueError) as e:
    print(type(e).__name__, e)


async def nested():
    c = getv()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    finally:
        c.close()


asyncio.run(nested())
with asyncio.Runner(debug=True) as r:
    print(r.get_loop().get_debug())
with asyncio.Runner(loop_factory=asyncio.new_event_loop) as r:
    print(r.run(getv()))


async def left():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('cleanup')
        await asyncio.sleep(0.5)
        print('cleaned')
        raise


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print('agen closed')


keep = []


async def main():
    keep.append(asyncio.create_task(left()))
    g = agen()
    keep.append(g)
    print(await anext(g))
    await asyncio.sleep(0.1)
    return 'main'


print(asyncio.run(main()))
v2 = contextvars.ContextVar('v2')


async def m2():
    try:
        print(v2.get())
    except LookupError as e:
        print('LookupError')
    tok = v2.set(1)
    print(tok.old_value is contextvars.Token.MISSING)

    def cb():
        print('cb', v2.get())
        v2.set(9)
    loop = asyncio.get_running_loop()
    loop.call_soon(cb)
    await asyncio.sleep(0)
    print(v2.get())

    async def child():
        v2.set(2)
        return v2.get()
    print(await asyncio.create_task(child()), v2.get())
    ctx = contextvars.copy_context()
    print(await asyncio.create_task(child(), context=ctx), ctx[v2])
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(child(), context=ctx)
    with v2.set(50):
        print(v2.get())
    print(v2.get())
    v2.reset(tok)
    print(v2.get('none'))


asyncio.run(m2())
