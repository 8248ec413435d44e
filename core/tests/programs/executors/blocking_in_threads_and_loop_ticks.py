import asyncio
import time


def read_disk(name, seconds):
    time.sleep(seconds)
    return f"{name}: {seconds}"


async def ticks(stop):
    n = 0
    while not stop.is_set():
        n += 1
        await asyncio.sleep(0.1)
    print("ticks", n)


async def main():
    stop = asyncio.Event()
    ticker = asyncio.create_task(ticks(stop))
    print(await asyncio.gather(*(asyncio.to_thread(read_disk, name, s) for name, s in (("a", 0.5), ("b", 0.25)))))
    stop.set()
    await ticker


asyncio.run(main())
