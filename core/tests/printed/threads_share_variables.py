"""Threads that sleep see what others do meanwhile, as in programs that show a race or a stop flag."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


class Account:
    def __init__(self):
        self.balance = 100

    def move(self, amount):
        before = self.balance
        time.sleep(0.1)
        self.balance = before + amount
        print(amount, "moved:", self.balance)


class Ticker:
    def __init__(self, interval):
        self.running = True
        self.interval = interval
        self.ticks = 0
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while self.running:
            self.ticks += 1
            print("tick", self.ticks)
            time.sleep(self.interval)

    def stop(self):
        self.running = False
        self.thread.join()


def attended():
    me = threading.current_thread()
    while getattr(me, "wanted", True):
        time.sleep(0.2)
    print("no longer wanted")


account = Account()
with ThreadPoolExecutor(max_workers=2) as pool:
    pool.map(account.move, [50, -30])
print("balance", account.balance)
ticker = Ticker(1)
time.sleep(2.5)
ticker.stop()
print("stopped after", ticker.ticks)
worker = threading.Thread(target=attended, daemon=True)
worker.start()
time.sleep(0.5)
worker.wanted = False
worker.join()


@contextmanager
def holding(lock):
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


def careful(name):
    with holding(lock):
        print(name, "works")
        time.sleep(0.2)


lock = threading.Lock()
workers = [threading.Thread(target=careful, args=(name,)) for name in "ab"]
for worker in workers:
    worker.start()
time.sleep(0.4)
print("both have ended soon")
for worker in workers:
    worker.join()


def beat(name, interval, times):
    for _ in range(times):
        time.sleep(interval)
        print(name)


beats = [threading.Thread(target=beat, args=args) for args in [("quick", 0.1, 4), ("slow", 0.2, 2)]]
for thread in beats:
    thread.start()
time.sleep(0.4)
print("awake first")
for thread in beats:
    thread.join()
