import asyncio
import time


def work(loop, queue):
    for n in range(3):
        time.sleep(0.3)
        loop.call_soon_threadsafe(queue.put_nowait, n)
    return "thread ends"


async def main():
    queue = asyncio.Queue()
    loop = asyncio.get_running_loop()
    job = loop.run_in_executor(None, work, loop, queue)
    for _ in range(3):
        print("from the thread:", await queue.get(), f"at {loop.time():.1f}")
    print(await job)


asyncio.run(main())
