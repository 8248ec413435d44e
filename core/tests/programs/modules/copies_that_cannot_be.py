# What holds a lock, a task or a future cannot be copied deeply, so dataclasses of them do not become
# dicts; a logger is its own copy.
import asyncio
import copy
import logging
import queue
import threading
from dataclasses import asdict, dataclass, field


@dataclass
class Job:
    name: str
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("jobs"))
    part: slice = slice(1, None)
    extra: object = None


def attempt(what, function):
    try:
        print(what, function())
    except TypeError as error:
        print(what, error)


async def main():
    task = asyncio.current_task()
    future = asyncio.get_running_loop().create_future()
    for extra in (None, threading.Lock(), threading.RLock(), threading.Event(), queue.Queue()):
        kind = type(extra).__name__
        job = Job("a", extra=extra)
        attempt(kind, lambda: copy.deepcopy(job).log is job.log)
        attempt(kind, lambda: asdict(job)["part"])
        attempt(kind, lambda: copy.copy(job).extra is extra)
    attempt("semaphore", lambda: copy.deepcopy(threading.Semaphore(2)))
    attempt("condition", lambda: copy.deepcopy(threading.Condition(threading.Lock())))
    attempt("lock", lambda: copy.copy(threading.Lock()))
    print(type(copy.deepcopy(asyncio.Lock())).__name__, type(copy.copy(threading.Event())).__name__)
    for thing in (task, future):
        try:
            copy.deepcopy(thing)
        except TypeError:
            print("no copy of a", type(thing).__name__)
        try:
            asdict(Job("b", extra=thing))
        except TypeError:
            print("no dict with a", type(thing).__name__)


asyncio.run(main())
