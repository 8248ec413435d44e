"""Futures and tasks that somebody waits for can't be settled once their loop is closed."""

import asyncio


async def sleeps():
    await asyncio.sleep(1)


loop = asyncio.new_event_loop()
futures = [loop.create_future() for _ in range(4)]
for future in futures[:3]:
    future.add_done_callback(lambda future: print("never", future))
task = loop.create_task(sleeps())
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()

for settle in (
    lambda: futures[0].set_result(1),
    lambda: futures[1].set_exception(ValueError("late")),
    lambda: futures[2].cancel(),
    lambda: futures[3].set_result("nobody waits"),
    lambda: task.cancel(),
):
    try:
        print(settle())
    except RuntimeError as error:
        print(type(error).__name__, error)
print(futures[1].exception(), task.done())
print(futures)
