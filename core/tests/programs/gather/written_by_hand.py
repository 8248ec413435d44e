import asyncio
async def my_gather(*coros, return_exceptions=False):
    tasks = [asyncio.ensure_future(c) for c in coros]
    results = [None] * len(tasks)
    done = asyncio.get_running_loop().create_future()
    left = len(tasks)
    def cb(i):
        def inner(t):
            nonlocal left
            left -= 1
            if t.cancelled():
                if not done.done(): done.cancel()
                return
            if (e := t.exception()) and not return_exceptions:
                if not done.done(): done.set_exception(e)
                return
            results[i] = e or t.result()
            if left == 0 and not done.done(): done.set_result(results)
        return inner
    for i, t in enumerate(tasks): t.add_done_callback(cb(i))
    return await done
async def w(n, fail=False):
    await asyncio.sleep(n)
    if fail: raise ValueError(f"bad {n}")
    return n
async def main():
    print(await my_gather(w(.3), w(.1), w(.2)))
    try: await my_gather(w(.1), w(.05, True))
    except ValueError as e: print("caught", e)
    print(await my_gather(w(.1), w(.05, True), return_exceptions=True))
    print(len(asyncio.all_tasks()))
asyncio.run(main())
