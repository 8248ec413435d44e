# The judge's threads cannot wait for each other in the middle of a loop.
import queue
import threading
import time


def worker(jobs, done):
    for job in iter(jobs.get, None):
        time.sleep(job / 10)
        done.put(f"{threading.current_thread().name} {job}")
        jobs.task_done()
    jobs.task_done()
    done.put(None)


def reader():
    items = iter(range(5)).__next__
    print([item for item in iter(items, 3)])
    same = iter(lambda: same, 5)
    print(next(same) is same)
    ends = iter(iter("ab").__next__, "c")
    print(list(ends), next(ends, "end"))
    try:
        for item in iter(lambda: [].pop(), 1):
            print("not reached")
    except IndexError as error:
        print(error)


jobs, done = queue.Queue(), queue.Queue()
threading.Thread(target=worker, args=(jobs, done), name="worker", daemon=True).start()
for job in (1, 2, 3):
    jobs.put(job)
jobs.join()
print("joined")
jobs.put(None)
for line in iter(done.get, None):
    print(line)
threading.Thread(target=reader).start()
