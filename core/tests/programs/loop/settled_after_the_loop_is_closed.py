"""Futures that have callbacks can't be settled once their loop is closed."""

import asyncio

loop = asyncio.new_event_loop()
futures = [loop.create_future() for _ in range(4)]
for future in futures[:3]:
    future.add_done_callback(lambda future: print("never", future))
loop.close()

for settle in (
    lambda: futures[0].set_result(1),
    lambda: futures[1].set_exception(ValueError("late")),
    lambda: futures[2].cancel(),
    lambda: futures[3].set_result("nobody waits"),
):
    try:
        print(settle())
    except RuntimeError as error:
        print(type(error).__name__, error)
print(futures[1].exception())
print(futures)
