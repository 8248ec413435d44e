"""Policies still make loops in 3.14, and are told to be on their way out."""

import asyncio
from asyncio import get_event_loop
import threading

asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
policy = asyncio.get_event_loop_policy()
print(type(policy), isinstance(policy, asyncio.AbstractEventLoopPolicy))


async def main(name):
    print(name, asyncio.get_event_loop() is asyncio.get_running_loop())
    await asyncio.sleep(0.5)
    return name.upper()


loop = policy.new_event_loop()
policy.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, policy.get_event_loop() is loop)
print(loop.run_until_complete(main("by hand")))
loop.close()


class Counting(asyncio.DefaultEventLoopPolicy):
    made = 0

    def new_event_loop(self):
        Counting.made += 1
        print("a loop for", threading.current_thread().name)
        return super().new_event_loop()

    def get_event_loop(self):
        try:
            return super().get_event_loop()
        except RuntimeError as error:
            print(error)
            self.set_event_loop(self.new_event_loop())
            return super().get_event_loop()


asyncio.set_event_loop_policy(Counting())
print(asyncio.run(main("one")), Counting.made)
with asyncio.Runner() as runner:
    print(runner.run(main("two")), Counting.made)
own = get_event_loop()
print(own is asyncio.get_event_loop())
print(own.run_until_complete(main("three")), Counting.made)
own.close()
for wrong in (3, Counting):
    try:
        asyncio.set_event_loop_policy(wrong)
    except TypeError as error:
        print(error)
asyncio.set_event_loop_policy(None)
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
print(asyncio.run(main("four")), Counting.made)
