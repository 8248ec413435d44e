"""Pools with and without a loop."""

import concurrent.futures as cf, time, asyncio
from concurrent.futures import ThreadPoolExecutor, as_completed, ProcessPoolExecutor, wait


def work(n):
    time.sleep(n)
    return n


with ThreadPoolExecutor(max_workers=2) as ex:
    fs = {ex.submit(work, n): n for n in (0.3, 0.1, 0.2)}
    for f in as_completed(fs):
        print(fs[f], f.result(), time.perf_counter())
    print(list(ex.map(work, [0.1, 0.2, 0.3])))
    f = ex.submit(work, 'x')
    try:
        f.result()
    except TypeError as e:
        print('TypeError')
    print(f.exception() is not None)
    d, nd = wait([ex.submit(work, 0.1), ex.submit(work, 5)], return_when=cf.FIRST_COMPLETED)
    print(len(d), len(nd))
    try:
        ex.submit(work, 1).result(timeout=0.05)
    except TimeoutError:
        print('TO')


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2, thread_name_prefix='p') as pool:
        r = await asyncio.gather(*(loop.run_in_executor(pool, work, 0.1 * i) for i in range(1, 5)))
        print(r, loop.time())
    with ProcessPoolExecutor(2) as pool:
        r = await asyncio.gather(*(loop.run_in_executor(pool, work, 0.1 * i) for i in range(1, 5)))
        print(r, loop.time())
    r = await asyncio.gather(asyncio.to_thread(work, 1), asyncio.to_thread(work, 1), asyncio.sleep(1))
    print(r, loop.time())

    def from_thread():
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.1, 'x'), loop)
        return f
    f = await asyncio.to_thread(from_thread)
    print(await asyncio.wrap_future(f))
    t = asyncio.create_task(asyncio.to_thread(work, 1))
    await asyncio.sleep(0.1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('c', loop.time())
    try:
        await asyncio.wait_for(asyncio.to_thread(work, 1), 0.5)
    except TimeoutError:
        print('t', loop.time())


asyncio.run(main())
