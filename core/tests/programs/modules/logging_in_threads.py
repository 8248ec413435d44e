"""Log lines tell the thread and the task that wrote them, whatever was imported first."""

import logging
import sys

logging.basicConfig(
    stream=sys.stdout, level=logging.INFO, format="%(threadName)s %(taskName)s: %(message)s"
)

import asyncio
import concurrent.futures.thread
import time
from concurrent.futures import CancelledError, TimeoutError
from concurrent.futures.process import ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor

print("asyncio" in sys.modules, "threading" in sys.modules, "nonsense" in sys.modules)


def work(seconds):
    logging.info("begins")
    time.sleep(seconds)
    logging.info("ends")
    return seconds


async def main():
    logging.info("in the loop")
    await asyncio.to_thread(work, 0.5)
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="mill") as pool:
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (1, 2, 3)))


asyncio.run(main())
with ThreadPoolExecutor(1) as pool:
    numbers = pool.map(work, [1])
    print(repr(numbers).partition(" at ")[0], list(numbers))
print(CancelledError, ThreadPoolExecutor, ProcessPoolExecutor, TimeoutError)
print(concurrent.futures.thread.ThreadPoolExecutor is concurrent.futures.ThreadPoolExecutor)
