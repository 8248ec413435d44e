"""Threads that start threads, take locks twice, give up waiting, or block each other."""

import threading, time
from concurrent.futures import ThreadPoolExecutor
res = []


def child(n):
    time.sleep(0.1)
    res.append(n)


def parent():
    ts = [threading.Thread(target=child, args=(i,)) for i in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    print('children', res, round(time.perf_counter(), 1))


p = threading.Thread(target=parent)
p.start()
p.join()
r = threading.RLock()


def rec(n):
    with r:
        if n:
            rec(n - 1)
        else:
            print('deep')
            time.sleep(0.2)


ts = [threading.Thread(target=rec, args=(2,)) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(round(time.perf_counter(), 1))
print(threading.Lock().acquire(timeout=0.1))
l = threading.Lock()
l.acquire()
print(l.acquire(timeout=0.5), l.acquire(blocking=False), round(time.perf_counter(), 1))


def tryit():
    print('got', l.acquire(timeout=0.3), round(time.perf_counter(), 1))


t = threading.Thread(target=tryit)
t.start()
t.join()
bs = threading.BoundedSemaphore(1)
try:
    bs.release()
except ValueError as e:
    print(e)
a, b = (threading.Lock(), threading.Lock())


def x():
    with a:
        time.sleep(0.1)
        with b:
            print('x')


def y():
    with b:
        time.sleep(0.1)
        with a:
            print('y')


t1 = threading.Thread(target=x, daemon=True)
t2 = threading.Thread(target=y, daemon=True)
t1.start()
t2.start()
t1.join(timeout=1)
print('deadlocked', t1.is_alive(), t2.is_alive())
