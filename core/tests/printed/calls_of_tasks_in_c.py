# The judge's tasks and futures are in Python, and say it in other words; CPython's own are in C.
import asyncio
import collections
import contextvars
import functools
import threading
import weakref


async def main():
    for make in (asyncio.create_task, asyncio.get_running_loop().create_task):
        coroutine = asyncio.sleep(0)
        try:
            make(coroutine, nam="x")
        except TypeError as error:
            print(error)
        await coroutine
    future = asyncio.get_running_loop().create_future()
    for call in (future.set_result, future.set_exception, future.add_done_callback):
        try:
            call()
        except TypeError as error:
            print(error)
    task = asyncio.create_task(asyncio.sleep(0))
    misused = (
        lambda: task["name"],
        lambda: task.value,
        lambda: task(),
        lambda: len(future),
        lambda: future + 1,
        lambda: "result: " + task,
        lambda: int(future),
        lambda: future.result(timeout=1),
        lambda: task.result(1),
        lambda: task.done(1),
        lambda: threading.Lock().wait(),
        lambda: threading.RLock()[0],
        lambda: threading.local() + 1,
        lambda: contextvars.ContextVar("v").value,
        lambda: contextvars.copy_context()(),
        lambda: functools.lru_cache(len).clear,
        lambda: weakref.ref(main).value,
        lambda: setattr(collections.deque(), "size", 1),
    )
    for misuse in misused:
        try:
            misuse()
        except (AttributeError, TypeError) as error:
            print(error)
    for wrong in (threading.Lock(), threading.RLock()):
        try:
            async with wrong:
                print("not reached")
        except TypeError as error:
            print(error)
        try:
            await wrong
        except TypeError as error:
            print(error)
    await task
    lock = threading.Lock()
    print(threading.Lock, isinstance(lock, threading.Lock), type(threading.RLock()))


asyncio.run(main())
