# Threads of pools are threads like others until their pool is shut down: they are counted, listed,
# and the pool can be asked for them and for what waits. A pool whose initializer fails is broken.
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def names():
    return [thread.name for thread in threading.enumerate()]


def ask(n):
    time.sleep(0.1)
    return n, threading.current_thread() in threading.enumerate()


with ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
    print(threading.active_count())
    futures = [pool.submit(ask, n) for n in range(3)]
    print(threading.active_count(), names())
    print(len(pool._threads))
    print([future.result() for future in futures])
    print(names())
print(names())

lasting = ThreadPoolExecutor(1)
lasting.submit(time.sleep, 1)
lasting.shutdown(wait=False)
print(names())
time.sleep(1.5)
print(names())


def beside():
    time.sleep(0.5)


thread = threading.Thread(target=beside, name="beside")
thread.start()
print(threading.active_count(), names())
thread.join()
print(threading.active_count())


async def main():
    job = asyncio.create_task(asyncio.to_thread(ask, 1))
    await asyncio.sleep(0)
    print(names())
    print(await job)
    print(names())


asyncio.run(main())
print(names())
