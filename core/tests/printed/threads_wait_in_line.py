"""Who waits longest goes first, also where others woke it in vain before."""

import queue
import threading
import time

permits = threading.Semaphore(0)
changed = threading.Condition()
opened = threading.Event()
jobs = queue.Queue()


def worker(name):
    permits.acquire()
    print("permit", name)
    with changed:
        changed.wait()
        print("told", name)
    print("job", name, jobs.get())
    opened.wait()
    print("opened", name)


workers = [threading.Thread(target=worker, args=(name,)) for name in "abcd"]
for thread in workers:
    thread.start()
    time.sleep(0.125)
for _ in workers:
    permits.release()
    time.sleep(0.125)
with changed:
    changed.notify(2)
time.sleep(0.125)
with changed:
    changed.notify_all()
time.sleep(0.125)
for number in range(4):
    jobs.put(number)
    time.sleep(0.125)
opened.set()
for thread in workers:
    thread.join()
