import asyncio, threading, time, concurrent.futures as cf
class Account:
    def __init__(self, b): self.balance = b; self.lock = asyncio.Lock()
async def bad(a, b, amt):
    x = a.balance; await asyncio.sleep(0); a.balance = x - amt
    y = b.balance; await asyncio.sleep(0); b.balance = y + amt
async def good(a, b, amt):
    async with a.lock:
        async with b.lock:
            await bad(a, b, amt)
async def main():
    for f in (bad, good):
        a, b = Account(1000), Account(0)
        await asyncio.gather(*(f(a, b, 10) for _ in range(20)))
        print(f.__name__, a.balance, b.balance, a.balance + b.balance)
    a, b = Account(1), Account(1)
    async def lockboth(x, y, n):
        async with x.lock:
            await asyncio.sleep(.1)
            try:
                async with asyncio.timeout(1):
                    async with y.lock: print(n, "got both")
            except TimeoutError: print(n, "deadlock avoided")
    await asyncio.gather(lockboth(a, b, "ab"), lockboth(b, a, "ba"))
asyncio.run(main())
bal = 0; lk = threading.Lock()
def dep(n):
    global bal
    for _ in range(n):
        with lk: bal += 1
ts = [threading.Thread(target=dep, args=(1000,), name=f"T{i}") for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(bal, [t.is_alive() for t in ts], ts[0].name, threading.active_count(), threading.current_thread().name)
def work(n): time.sleep(n / 10); return n * n
with cf.ThreadPoolExecutor(max_workers=2, thread_name_prefix="w") as ex:
    fs = {ex.submit(work, i): i for i in (3, 1, 2)}
    for f in cf.as_completed(fs): print(fs[f], f.result(), f"{time.perf_counter():.1f}")
    print(list(ex.map(work, [1, 2, 3], timeout=5)))
    d, nd = cf.wait([ex.submit(work, 1), ex.submit(work, 5)], return_when=cf.FIRST_COMPLETED); print(len(d), len(nd))
    f = ex.submit(lambda: 1 / 0)
    try: f.result()
    except ZeroDivisionError as e: print(e, f.exception(), f.done())
