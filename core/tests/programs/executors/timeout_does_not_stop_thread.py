import asyncio
import time


def slow():
    time.sleep(2)
    print("the thread goes on to its end")
    return "too late"


async def main():
    try:
        await asyncio.wait_for(asyncio.to_thread(slow), 0.5)
    except TimeoutError:
        print("timeout")
    await asyncio.sleep(0.1)
    print("main ends")


asyncio.run(main())
print("run has waited for the thread")
