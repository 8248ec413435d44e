# A pool whose initializer fails takes no more jobs, and fails those that it has.
import asyncio
import logging
import sys
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor


class Short(logging.Formatter):
    def formatException(self, info):
        return repr(info[1])


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(Short("%(name)s %(levelname)s %(message)s"))
logging.getLogger().addHandler(handler)


def connect(host):
    time.sleep(0.1)
    if host == "down":
        raise ConnectionError(f"{host} does not answer")


def job(n):
    time.sleep(0.2)
    return n


def tell(pool):
    with pool:
        futures = [pool.submit(job, n) for n in range(3)]
        for future in futures:
            try:
                print(future.result())
            except BrokenExecutor as error:
                print(type(error).__name__, error)
        try:
            pool.submit(job, 9)
        except BrokenExecutor as error:
            print(type(error).__module__, type(error).__name__)


tell(ThreadPoolExecutor(1, initializer=connect, initargs=("up",)))
tell(ThreadPoolExecutor(1, initializer=connect, initargs=("down",)))
tell(ProcessPoolExecutor(1, initializer=connect, initargs=("down",)))


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2, initializer=connect, initargs=("down",)) as pool:
        jobs = [loop.run_in_executor(pool, job, n) for n in range(4)]
        print([type(e).__name__ for e in await asyncio.gather(*jobs, return_exceptions=True)])


asyncio.run(main())
