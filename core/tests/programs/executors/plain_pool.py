import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch(n):
    time.sleep(n)
    return n


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(fetch, n) for n in (0.3, 0.1, 0.2, 0.4)]
    for future in as_completed(futures):
        print(future.result(), f"{time.perf_counter() - start:.1f}")
    print(list(pool.map(fetch, [0.2, 0.1])))
print(f"{time.perf_counter() - start:.1f}")
