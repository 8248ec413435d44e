"""Event loops that run in threads wait for what other threads ask of them."""

import asyncio
import threading
import time


def moment():
    return round(time.monotonic() - began, 2)


def begin(name):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name=name, daemon=True)
    thread.start()
    return loop, thread


async def beat(every):
    count = 0
    while True:
        count += 1
        print("beat", count, moment())
        await asyncio.sleep(every)


async def fail():
    await asyncio.sleep(0.2)
    raise ValueError("from the other loop")


async def rally(left):
    print(threading.current_thread().name, "returns", left, moment())
    if left == 0:
        return "over"
    await asyncio.sleep(0.25)
    other = right if left % 2 else left_loop
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(rally(left - 1), other))


async def work():
    loop = asyncio.get_running_loop()
    slept = await loop.run_in_executor(None, time.sleep, 0.5)
    time.sleep(0.5)
    return slept, moment()


async def main():
    here = asyncio.get_running_loop()
    signal = asyncio.Event()
    right.call_soon_threadsafe(right.call_later, 0.5, here.call_soon_threadsafe, signal.set)
    await signal.wait()
    print("signalled", moment())
    print(await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work(), right)))


began = time.monotonic()
left_loop, left_thread = begin("left")
heart = asyncio.run_coroutine_threadsafe(beat(1), left_loop)
time.sleep(2.5)
print("the main thread has slept", moment())
try:
    asyncio.run_coroutine_threadsafe(fail(), left_loop).result()
except ValueError as error:
    print(repr(error), moment())
try:
    asyncio.run_coroutine_threadsafe(asyncio.sleep(9), left_loop).result(timeout=0.1)
except TimeoutError:
    print("too slow", moment())
print(heart.cancel(), heart.cancelled())
right, right_thread = begin("right")
print(asyncio.run_coroutine_threadsafe(rally(3), left_loop).result())
asyncio.run(main())
for loop, thread in (left_loop, left_thread), (right, right_thread):
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    print(thread.name, thread.is_alive(), loop.is_running())
