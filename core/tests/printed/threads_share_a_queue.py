"""Three workers take from one queue."""

import threading, queue, time
q = queue.Queue()


def worker(n):
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            break
        print(f'{time.perf_counter():.1f} worker {n} got {item}')
        time.sleep(0.1 * n)
        q.task_done()


ts = [threading.Thread(target=worker, args=(i,)) for i in (1, 2, 3)]
for t in ts:
    t.start()
for i in range(8):
    q.put(i)
q.join()
print(f'joined {time.perf_counter():.1f}')
for _ in ts:
    q.put(None)
for t in ts:
    t.join()
print('end', time.perf_counter())
