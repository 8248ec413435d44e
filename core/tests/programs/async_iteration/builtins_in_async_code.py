import asyncio, collections, functools, itertools, heapq
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i
async def main():
    it = aiter(agen(2))
    print(await anext(it), await anext(it), await anext(it, "none"))
    print([x async for x in agen(3)], {x: 1 async for x in agen(2)})
    try: await anext(it)
    except StopAsyncIteration as e: print("stop", e)
    tasks = {asyncio.create_task(asyncio.sleep(0.1*k, k)) for k in (3,1,2)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), sorted(t.result() for t in done))
    for t in pending: t.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))
    d = collections.defaultdict(asyncio.Lock)
    async with d["a"]: print("locked", d["a"].locked())
    q = asyncio.PriorityQueue()
    for x in [(3,"c"),(1,"a"),(2,"b")]: q.put_nowait(x)
    print([q.get_nowait() for _ in range(3)])
    @functools.wraps(agen)
    async def w(): return 1
    print(w.__name__, await w())
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, functools.partial(print, "later", sep="-"), "x")
    await asyncio.sleep(1)
    print(sum([t.done() for t in tasks]), max(tasks, key=lambda t: t.get_name()).get_name())
    @functools.cache
    def f(x): return x*2
    res = await asyncio.to_thread(f, 4); print(res, f.cache_info())
    results = await asyncio.gather(*map(lambda k: asyncio.sleep(0, k), range(3))); print(results)
    print(*itertools.batched(range(5),2))
    for coro in asyncio.as_completed([asyncio.sleep(0.2,"b"), asyncio.sleep(0.1,"a")]): print(await coro)
asyncio.run(main())
