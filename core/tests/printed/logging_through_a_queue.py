"""Handlers that take their time work in a thread of their own: the loop is free."""

import asyncio
import logging
import queue
import sys
import time
from logging.handlers import QueueHandler, QueueListener


class Slow(logging.StreamHandler):
    def emit(self, record):
        time.sleep(0.2)
        super().emit(record)


records = queue.Queue(-1)
slow, errors = Slow(sys.stdout), logging.StreamHandler(sys.stdout)
slow.setFormatter(logging.Formatter("%(threadName)s %(taskName)s: %(message)s"))
errors.setLevel(logging.ERROR)
errors.setFormatter(logging.Formatter("ERROR %(message)s"))
log = logging.getLogger("app")
log.setLevel(logging.INFO)
log.addHandler(QueueHandler(records))
print(log.handlers)


async def request(number):
    log.info("request %d", number)
    await asyncio.sleep(0.1)
    if number == 2:
        try:
            raise OSError(f"no answer to {number}")
        except OSError:
            log.exception("failed")
    return number


async def main():
    start = time.monotonic()
    print(await asyncio.gather(*(request(number) for number in range(3))))
    print(f"the loop was free after {time.monotonic() - start:.1f} s")


listener = QueueListener(records, slow, errors, respect_handler_level=True)
listener.start()
try:
    listener.start()
except RuntimeError as error:
    print(error)
asyncio.run(main())
listener.stop()
listener.stop()
print(f"all is written after {time.monotonic():.1f} s")
with QueueListener(records, slow):
    log.warning("once more")
print(records.qsize(), records.unfinished_tasks)
