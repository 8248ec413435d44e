"""Threads wait for locks, events, semaphores, conditions, barriers and timers."""

import threading, time
lock = threading.Lock()


def f(n):
    with lock:
        print(f'{time.perf_counter():.1f} in {n}')
        time.sleep(1)
        print(f'{time.perf_counter():.1f} out {n}')


ts = [threading.Thread(target=f, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(time.perf_counter())
ev = threading.Event()


def waiter(n):
    ev.wait()
    print(f'{time.perf_counter():.1f} waiter {n}')


ts = [threading.Thread(target=waiter, args=(i,)) for i in range(2)]
for t in ts:
    t.start()
time.sleep(0.5)
print('setting')
ev.set()
for t in ts:
    t.join()
sem = threading.Semaphore(2)


def s(n):
    with sem:
        print(f'{time.perf_counter():.1f} sem {n}')
        time.sleep(0.3)


ts = [threading.Thread(target=s, args=(i,)) for i in range(5)]
for t in ts:
    t.start()
for t in ts:
    t.join()
cond = threading.Condition()
items = []


def consumer():
    with cond:
        while not items:
            cond.wait()
        print(f'{time.perf_counter():.1f} consumed {items.pop()}')


def producer():
    time.sleep(0.2)
    with cond:
        items.append(5)
        cond.notify()


c = threading.Thread(target=consumer)
p = threading.Thread(target=producer)
c.start()
p.start()
c.join()
p.join()
b = threading.Barrier(3)


def bw(n):
    time.sleep(n * 0.1)
    i = b.wait()
    print(f'{time.perf_counter():.1f} past {n} {i}')


ts = [threading.Thread(target=bw, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
t = threading.Timer(5, print, ['never'])
t.start()
time.sleep(0.1)
t.cancel()
t.join()
print(f'{time.perf_counter():.1f}')
stop = threading.Event()


def beat():
    while not stop.wait(0.25):
        print(f'{time.perf_counter():.2f} beat')


t = threading.Thread(target=beat)
t.start()
time.sleep(1)
stop.set()
t.join()
print('stopped', time.perf_counter())
counter = 0


def racy():
    global counter
    for _ in range(3):
        with lock:
            v = counter
            counter = v + 1


ts = [threading.Thread(target=racy) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(counter)
