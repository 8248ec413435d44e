"""A barrier that breaks, and one that is made new while a thread waits."""

import threading
import time

gate = threading.Barrier(2, timeout=1)


def arrive(name):
    try:
        place = gate.wait()
        print(name, "is through at place", place)
    except threading.BrokenBarrierError:
        print(name, "found it broken:", gate.broken)


def start(*names):
    threads = [threading.Thread(target=arrive, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    return threads


def finish(threads):
    for thread in threads:
        thread.join()
    print("broken:", gate.broken, "waiting:", gate.n_waiting)


finish(start("first", "second"))
waiting = start("third")
gate.reset()
finish(waiting)
finish(start("fourth", "fifth"))
waiting = start("sixth")
gate.abort()
finish(waiting)
finish(start("seventh"))
gate.reset()
finish(start("eighth"))
gate.reset()
finish(start("ninth", "tenth"))

worker = threading.Thread(target=print, args=("works",))
worker.daemon = True
worker.start()
worker.join()
try:
    worker.daemon = False
except RuntimeError as error:
    print(error)
