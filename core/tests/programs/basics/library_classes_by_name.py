import asyncio, threading, contextvars, queue, contextlib
from collections import UserDict, ChainMap
print(asyncio.Queue[int], asyncio.Future[int], asyncio.Task[str], queue.Queue[int], contextvars.Token[int], contextlib.AbstractAsyncContextManager[int])
print(queue.Queue[int](2).maxsize, asyncio.Queue[int](3).maxsize, isinstance(asyncio.Queue[int](), asyncio.Queue))
class UoW(contextlib.AbstractAsyncContextManager["UoW"]):
    async def __aexit__(self, *a): print("exit", a[0])
class D(UserDict[str, int]): pass
class TypedQueue(asyncio.Queue[int]):
    async def put(self, item):
        if not isinstance(item, int): raise TypeError(item)
        await super().put(item)
async def main():
    async with UoW() as u: print(type(u).__name__)
    q = TypedQueue(); await q.put(1); print(await q.get())
    try: await q.put("x")
    except TypeError as e: print(e)
    f: asyncio.Future[int] = asyncio.Future(); f.set_result(1); print(await f)
asyncio.run(main()); print(D(a=1))
import functools
print(functools._make_key((1, 2), {}, False), functools._make_key(("s",), {}, False), functools._make_key((1, 2.0), {}, True))
async def callbacks():
    loop = asyncio.get_running_loop()
    inner = loop.create_future()
    outer = asyncio.shield(inner)
    waiting = asyncio.create_task(asyncio.wait([inner]))
    job = loop.run_in_executor(None, len, "abc")
    await asyncio.sleep(0)
    for future, names in (
        (inner, ("shield.<locals>._clear_awaited_by_callback", "_wait.<locals>._on_completion")),
        (outer, ("shield.<locals>._outer_done_callback",)),
        (job, ("_chain_future.<locals>._call_check_cancel",)),
    ):
        print([name in repr(future) for name in names])
    inner.set_result(1)
    await asyncio.gather(outer, waiting, job)
asyncio.run(callbacks())
for lock in (threading.Semaphore(3), threading.BoundedSemaphore(2), threading.Event(), threading.Barrier(2)):
    shown = repr(lock)
    print(shown[:shown.index(" at 0x")], shown[shown.rindex(": "):])
