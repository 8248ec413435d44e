"""What a thread prints before it waits comes before what it prints when it goes on at once."""

import queue
import threading
import time


def producer(q):
    for i in range(8):
        time.sleep(0.1)
        print("put", i)
        q.put(i)
    q.put(None)


def consumer(q):
    total = 0
    while (item := q.get()) is not None:
        time.sleep(0.25)
        total += item
        print("consumed", item, q.qsize())
    print("total", total)


def locked(lock, name):
    time.sleep(0.1)
    print(name, "before the lock")
    with lock:
        print(name, "with the lock")
        time.sleep(0.1)
    print(name, "after the lock")


q = queue.Queue(maxsize=3)
threads = [
    threading.Thread(target=producer, args=(q,), name="producer"),
    threading.Thread(target=consumer, args=(q,), name="consumer"),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
    print(thread.name, "has ended")
lock = threading.Lock()
threads = [threading.Thread(target=locked, args=(lock, name)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
