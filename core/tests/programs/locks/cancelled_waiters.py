"""Conditions, semaphores, barriers, queues and events whose waiters are cancelled."""

import asyncio


async def main():
    c = asyncio.Condition()

    async def waiter(n):
        async with c:
            try:
                await c.wait()
                print('woken', n)
            except asyncio.CancelledError:
                print('cancelled', n, c.locked())
                raise
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    async with c:
        c.notify(1)
        ts[0].cancel()
        await asyncio.sleep(0.1)
    print(await asyncio.gather(*ts[:2], return_exceptions=True))
    ts[2].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    try:
        c.notify()
    except RuntimeError as e:
        print(e)
    try:
        await c.wait()
    except RuntimeError as e:
        print(e)
    try:
        c.release()
    except RuntimeError as e:
        print(e)
    async with c:
        ok = await c.wait_for(lambda: True)
        print(ok)
    s = asyncio.Semaphore(1)

    async def w(n, t=0.1):
        try:
            async with s:
                print('in', n)
                await asyncio.sleep(t)
        except asyncio.CancelledError:
            print('c', n)
            raise
    ts = [asyncio.create_task(w(i)) for i in range(5)]
    await asyncio.sleep(0.05)
    ts[1].cancel()
    ts[2].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(s.locked(), s._value)
    b = asyncio.BoundedSemaphore(2)
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    bar = asyncio.Barrier(3)

    async def bw(i):
        try:
            async with bar as pos:
                print(i, pos, bar.n_waiting, bar.broken)
        except asyncio.BrokenBarrierError as e:
            print(i, 'broken', e)
    await asyncio.gather(*[bw(i) for i in range(3)])
    t = [asyncio.create_task(bw(i)) for i in range(2)]
    await asyncio.sleep(0)
    await bar.abort()
    await asyncio.gather(*t)
    print(bar.broken, bar.parties)
    await bar.reset()
    print(bar.broken)
    q = asyncio.Queue(2)

    async def getter():
        try:
            while True:
                print('got', await q.get())
                q.task_done()
        except asyncio.QueueShutDown:
            print('shutdown')
    g = asyncio.create_task(getter())
    await q.put(1)
    await q.put(2)
    q.shutdown()
    try:
        await q.put(3)
    except asyncio.QueueShutDown as e:
        print(repr(e))
    await g
    await q.join()
    q = asyncio.Queue(1)
    q.put_nowait(0)

    async def putter():
        try:
            await q.put(1)
        except asyncio.QueueShutDown:
            print('p shutdown')
    p = asyncio.create_task(putter())
    j = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    await p
    await j
    try:
        q.get_nowait()
    except asyncio.QueueShutDown as e:
        print('e', repr(e))
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    try:
        asyncio.Queue().get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    q = asyncio.PriorityQueue()
    for x in (3, 1, 2):
        q.put_nowait((x, 'a'))
    print([q.get_nowait() for _ in range(3)], q.empty(), q.full(), q.qsize(), q.maxsize)
    q = asyncio.LifoQueue(3)
    for x in (3, 1, 2):
        q.put_nowait(x)
    print(q.full(), [q.get_nowait() for _ in range(3)])
    e = asyncio.Event()

    async def ew():
        print(await e.wait())
    t = asyncio.create_task(ew())
    await asyncio.sleep(0)
    e.set()
    e.clear()
    await t
    print(e.is_set())


asyncio.run(main())
