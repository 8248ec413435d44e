"""What a future and names of older Pythons say when the loop is gone."""

import asyncio

loop = asyncio.new_event_loop()
done, open_one = loop.create_future(), loop.create_future()
loop.call_soon(done.set_result, "value")
print(loop.run_until_complete(done))
done.add_done_callback(lambda future: print("never", future))
open_one.add_done_callback(lambda future: print("never", future))
loop.close()

for what in (done.add_done_callback, loop.call_soon):
    try:
        what(print)
    except RuntimeError as error:
        print(type(error).__name__, error)
print(done.result(), done.remove_done_callback(print))

for owner, name in ((asyncio.Task, "all_tasks"), (asyncio.Task, "current_task"), (asyncio.Future, "wait")):
    try:
        getattr(owner, name)
    except AttributeError as error:
        print(error)
