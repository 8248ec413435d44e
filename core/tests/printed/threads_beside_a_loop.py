"""Threads wait for a loop and a loop for threads."""

import asyncio, threading, time, queue
from concurrent.futures import ThreadPoolExecutor


async def work(x):
    await asyncio.sleep(0.5)
    return x * 2


async def main():
    loop = asyncio.get_running_loop()

    def thread():
        f = asyncio.run_coroutine_threadsafe(work(21), loop)
        r = f.result()
        print(f'{time.perf_counter():.1f} thread got {r}')
        return r
    print(await asyncio.to_thread(thread), loop.time())
    q = queue.Queue()

    def consumer():
        out = []
        while (x := q.get()) is not None:
            out.append((round(time.perf_counter(), 1), x))
        return out
    fut = loop.run_in_executor(None, consumer)
    for i in range(3):
        await asyncio.sleep(0.1)
        q.put(i)
    q.put(None)
    print(await fut)
    aq = asyncio.Queue()

    def prod():
        for i in range(3):
            time.sleep(0.2)
            loop.call_soon_threadsafe(aq.put_nowait, i)
    threading.Thread(target=prod).start()
    for _ in range(3):
        print(await aq.get(), round(loop.time(), 1))


asyncio.run(main())
with ThreadPoolExecutor(2) as ex:
    f2 = None

    def a():
        time.sleep(0.1)
        return 1

    def b():
        return fa.result() + 1
    fa = ex.submit(a)
    fb = ex.submit(b)
    print(fb.result())
