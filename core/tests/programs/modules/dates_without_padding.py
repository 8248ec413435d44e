import asyncio
import time
from collections import Counter
from datetime import datetime

moment = datetime(2024, 3, 5, 0, 7, 9)
print(moment.strftime("%-d/%-m/%y %-H:%-M:%-S %-I%p %-j|%G-W%-V"))
print(f"{moment:%A %-d %B, %-I:%M}", time.strftime("%-d.%-m. %G", time.gmtime(86400 * 40)))
try:
    Counter([["a list"]])
except TypeError as error:
    print(error)


class Numbers:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def main():
    try:
        async for number in Numbers():
            print("not reached")
    except TypeError as error:
        print(error, repr(error.__cause__), error.__context__ is error.__cause__)
    loop = asyncio.get_running_loop()
    loop.set_debug(True)

    def foreign():
        for call in (loop.call_soon, loop.call_later):
            try:
                call(*[0.1, print][call == loop.call_soon:])
            except RuntimeError as error:
                print(error)

    await asyncio.to_thread(foreign)


asyncio.run(main())
