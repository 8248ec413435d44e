# Old names warn, and what a thread dies of goes where sys.stderr leads.
import contextlib
import io
import logging
import threading

logging.basicConfig(format="%(funcName)s %(lineno)d %(message)s")


def work():
    print(threading.currentThread().getName(), threading.activeCount())


thread = threading.Thread(target=work)
thread.setDaemon(True)
thread.setName("worker")
print(thread.isDaemon())
thread.start()
thread.join()


def old():
    logging.getLogger("x").warn("a %d", 3)
    logging.warn("here")


old()
