import asyncio
import time


def tick(number, word):
    time.sleep(0.15)


async def worker():
    time.sleep(0.25)
    return "done"


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick, 1, "two")
    await asyncio.sleep(0)
    task = loop.create_task(worker(), name="slow one")
    await asyncio.sleep(0)
    await task
    loop.slow_callback_duration = 0.5
    loop.call_soon(tick, 2, "quick enough")
    await asyncio.sleep(0)
    loop.set_debug(False)
    loop.call_soon(time.sleep, 2)
    await asyncio.sleep(0)
    loop.set_debug(True)
    await asyncio.sleep(0)
    time.sleep(0.5)


asyncio.run(main(), debug=True)
