# title: A thread for the blocking call
# text: run_in_executor gives the blocking function to a worker thread and gives the loop a future to wait for.
# text: The pool has two workers, so the third report waits in its queue while the heartbeat goes on in time.
# question: When does the third report end, and what would max_workers=3 change?
# start: 1.00

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

def make_report(name):
    time.sleep(1)
    return f"{name} report"

async def heartbeat():
    for _ in range(4):
        print(f"{time.monotonic():.1f} s: heartbeat")
        await asyncio.sleep(0.5)

async def main():
    loop = asyncio.get_running_loop()
    beats = asyncio.create_task(heartbeat(), name="heartbeat")
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [
            loop.run_in_executor(pool, make_report, name)
            for name in ["sales", "stock", "staff"]
        ]
        print(await asyncio.gather(*jobs))
    await beats

asyncio.run(main())
