"""Texts of tasks, futures, locks, queues and handles."""

import asyncio


def cut(s):
    out = []
    i = 0
    while True:
        j = s.find('0x', i)
        if j < 0:
            out.append(s[i:])
            break
        out.append(s[i:j])
        i = j + 2
        while i < len(s) and s[i] in '0123456789abcdef':
            i += 1
        out.append('0x_')
    return ''.join(out)


def show(x):
    print(cut(repr(x)).replace('reprs.py', 'program.py'))


async def co():
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    show(f)
    f.add_done_callback(print)
    show(f)
    f.add_done_callback(repr)
    show(f)
    f.add_done_callback(len)
    show(f)
    f.cancel()
    show(f)
    g = loop.create_future()
    g.set_result([1] * 100)
    show(g)
    g = loop.create_future()
    g.set_exception(ValueError('x'))
    show(g)
    g.exception()
    t = asyncio.create_task(co(), name='my')
    show(t)
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    show(t)
    t = asyncio.create_task(asyncio.sleep(0, 5))
    await t
    l = asyncio.Lock()
    show(l)
    await l.acquire()
    show(l)
    w = asyncio.create_task(l.acquire())
    await asyncio.sleep(0)
    show(l)
    l.release()
    await w
    show(asyncio.Event())
    show(asyncio.Semaphore(3))
    show(asyncio.Condition())
    show(asyncio.Queue(3))
    show(asyncio.Barrier(2))
    q = asyncio.Queue()
    q.put_nowait(1)
    show(q)
    show(asyncio.PriorityQueue())
    show(asyncio.BoundedSemaphore(1))
    h = loop.call_soon(print, 1, 2)
    show(h)
    h.cancel()
    show(h)
    h = loop.call_later(1, show)
    show(h)
    h.cancel()
    show(h)
    print(h.when(), h.cancelled())
    show(asyncio.sleep(1)) if 0 else None
    c = co()
    show(c)
    c.close()
    show(c)
    print(asyncio.TaskGroup())
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.sleep(0))
        show(tg)
    show(tg)
    show(asyncio.gather(asyncio.sleep(0), asyncio.sleep(0)))
    show(asyncio.Runner)
    print(asyncio.Task, asyncio.Future, asyncio.Lock, asyncio.CancelledError, asyncio.TimeoutError, asyncio.QueueFull)
    print(asyncio.iscoroutine(c), asyncio.iscoroutinefunction(co), asyncio.isfuture(f))
    print(type(loop).__name__, loop.is_running())
    print(t.get_context() is not None)
    print(asyncio.current_task().get_stack()[0].f_lineno if 0 else '')


asyncio.run(main())
