# What task factories and tests of others' read of futures, locks and clocks.
import asyncio
import threading
import time


class Watched(asyncio.Task):
    def __init__(self, coro, **keywords):
        super().__init__(coro, **keywords)
        if self._source_traceback:
            del self._source_traceback[-1]


async def work():
    await asyncio.sleep(1)


def told(task):
    text = repr(task)
    return [name for name in ("_inner_done_callback", "_log_on_exception") if name in text]


async def main():
    loop = asyncio.get_running_loop()
    print(loop.create_future()._source_traceback)
    timer = loop.call_later(1, print, "never", 2)
    print(timer._callback, timer._args)
    timer.cancel()
    print(timer._callback, timer._args)
    handle = loop.call_soon(print, "soon")
    await asyncio.sleep(0)
    print(handle._callback, handle._args)
    loop.set_task_factory(lambda loop, coro, **keywords: Watched(coro, loop=loop, **keywords))
    task = asyncio.create_task(work())
    print(type(task).__name__, task._source_traceback)
    outer = asyncio.shield(task)
    print(told(task))
    outer.cancel()
    await asyncio.sleep(0)
    print(told(task))
    await task


asyncio.run(main())
mine = threading.RLock()
print(mine._is_owned())
with mine:
    print(mine._is_owned())
timer = threading.Timer(1, print)
print(timer.interval, timer.args, timer.kwargs)
print(time.get_clock_info("time").adjustable, time.get_clock_info("monotonic").adjustable)
