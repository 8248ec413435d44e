#!/usr/bin/env python3
"""Writes random asyncio programs, to find where Loopscope and CPython part.

usage: generate.py DIR FIRST_SEED LAST_SEED      writes DIR/seed_0001.py ...

Workers w0, w1 ... share a lock, a semaphore, an event, a queue and a list of tasks. A worker only
uses workers with a higher number, so every program ends, or stands still in a deadlock, which is an
end too. Durations come from a short list, so that deadlines often fall together.
"""

import random
import sys

HEAD = """\
import asyncio
import time

tasks = []


def log(*parts):
    print(f"{asyncio.get_running_loop().time():.2f}", *parts)


def block(seconds, text):
    time.sleep(seconds)
    return text


async def count(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        log("count ends")

"""

DURATIONS = ["0", "0.1", "0.1", "0.2", "0.2", "0.3", "0.5"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.workers = self.random.randint(4, 6)
        self.labels = 0

    def put(self, depth, text):
        self.lines.append("    " * depth + text)

    def label(self):
        self.labels += 1
        return f'"{chr(97 + (self.labels - 1) % 26)}{self.labels}"'

    def duration(self):
        return self.random.choice(DURATIONS)

    def call(self, worker):
        """A coroutine: a later worker, or a sleep where there is none."""
        later = range(worker + 1, self.workers)
        if later and self.random.random() < 0.75:
            return f"w{self.random.choice(later)}()"
        return f"asyncio.sleep({self.duration()}, {self.label()})"

    def body(self, depth, worker, budget):
        for _ in range(self.random.randint(1, 4)):
            if budget <= 0:
                break
            self.statement(depth, worker, budget)
            budget -= 1
        self.put(depth, f"log({self.label()})")

    def statement(self, depth, worker, budget):
        simple = [self.sleep, self.sleep, self.say, self.event, self.queue, self.cancel, self.await_task,
                  self.callback, self.block, self.spawn, self.spawn]
        nested = [self.locked, self.timed, self.wait_for, self.gather, self.group, self.wait, self.shield,
                  self.loop, self.fails]
        choice = simple if budget < 2 or depth > 4 or self.random.random() < 0.5 else nested
        self.random.choice(choice)(depth, worker, budget)

    def sleep(self, depth, worker, budget):
        self.put(depth, f"await asyncio.sleep({self.duration()})")

    def say(self, depth, worker, budget):
        self.put(depth, f"log({self.label()}, asyncio.current_task().get_name())")

    def event(self, depth, worker, budget):
        self.put(depth, self.random.choice(["event.set()", "event.clear()", "await event.wait()", "event.set()"]))

    def queue(self, depth, worker, budget):
        kind = self.random.randrange(3)
        if kind == 0:
            self.put(depth, f"await queue.put({self.label()})")
        elif kind == 1:
            self.put(depth, 'log("got", await queue.get())')
        else:
            self.put(depth, "try:")
            self.put(depth + 1, f"queue.put_nowait({self.label()})")
            self.put(depth, "except asyncio.QueueFull:")
            self.put(depth + 1, 'log("full")')

    def cancel(self, depth, worker, budget):
        self.put(depth, "if tasks:")
        self.put(depth + 1, f'log("cancel", tasks[{self.random.randint(0, 5)} % len(tasks)].cancel())')

    def await_task(self, depth, worker, budget):
        self.put(depth, "if tasks:")
        self.put(depth + 1, "try:")
        self.put(depth + 2, f'log("task gave", await tasks[{self.random.randint(-3, 3)} % len(tasks)])')
        self.put(depth + 1, "except Exception as error:")
        self.put(depth + 2, 'log("task raised", type(error).__name__)')

    def callback(self, depth, worker, budget):
        when = self.random.choice(["call_soon(", f"call_later({self.duration()}, "])
        self.put(depth, f"asyncio.get_running_loop().{when}log, {self.label()})")

    def block(self, depth, worker, budget):
        if self.random.random() < 0.4:
            self.put(depth, f"time.sleep({self.duration()})")
        else:
            self.put(depth, f"log(await asyncio.to_thread(block, {self.duration()}, {self.label()}))")

    def spawn(self, depth, worker, budget):
        name = f", name={self.label()}" if self.random.random() < 0.3 else ""
        self.put(depth, f"tasks.append(asyncio.create_task({self.call(worker)}{name}))")

    def locked(self, depth, worker, budget):
        self.put(depth, f"async with {self.random.choice(['lock', 'semaphore'])}:")
        self.body(depth + 1, worker, budget - 1)

    def timed(self, depth, worker, budget):
        self.put(depth, "try:")
        self.put(depth + 1, f"async with asyncio.timeout({self.duration()}):")
        self.body(depth + 2, worker, budget - 1)
        self.put(depth, "except TimeoutError:")
        self.put(depth + 1, f"log({self.label()}, 'timed out')")

    def wait_for(self, depth, worker, budget):
        self.put(depth, "try:")
        self.put(depth + 1, f"log(await asyncio.wait_for({self.call(worker)}, {self.duration()}))")
        self.put(depth, "except (TimeoutError, ValueError) as error:")
        self.put(depth + 1, f"log({self.label()}, type(error).__name__)")

    def gather(self, depth, worker, budget):
        calls = ", ".join(self.call(worker) for _ in range(self.random.randint(2, 3)))
        flag = self.random.choice(["", ", return_exceptions=True"])
        self.put(depth, "try:")
        self.put(depth + 1, f"log(await asyncio.gather({calls}{flag}))")
        self.put(depth, "except Exception as error:")
        self.put(depth + 1, f"log({self.label()}, repr(error))")

    def group(self, depth, worker, budget):
        self.put(depth, "try:")
        self.put(depth + 1, "async with asyncio.TaskGroup() as group:")
        for _ in range(self.random.randint(1, 3)):
            self.put(depth + 2, f"group.create_task({self.call(worker)})")
        if self.random.random() < 0.4:
            self.body(depth + 2, worker, budget - 2)
        self.put(depth, "except* Exception as errors:")
        self.put(depth + 1, f"log({self.label()}, len(errors.exceptions))")

    def wait(self, depth, worker, budget):
        count = self.random.randint(2, 3)
        made = ", ".join(f"asyncio.ensure_future({self.call(worker)})" for _ in range(count))
        when = self.random.choice(["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"])
        limit = self.random.choice(["", f", timeout={self.duration()}"])
        self.put(depth, f"done, pending = await asyncio.wait([{made}], return_when=asyncio.{when}{limit})")
        self.put(depth, f"log({self.label()}, len(done), len(pending))")
        if self.random.random() < 0.5:
            self.put(depth, "for task in pending:")
            self.put(depth + 1, "task.cancel()")

    def shield(self, depth, worker, budget):
        self.put(depth, "try:")
        self.put(depth + 1, f"log(await asyncio.shield({self.call(worker)}))")
        self.put(depth, "except Exception as error:")
        self.put(depth + 1, f"log({self.label()}, repr(error))")

    def loop(self, depth, worker, budget):
        self.put(depth, f"async for n in count({self.random.randint(1, 4)}, {self.duration()}):")
        self.put(depth + 1, f"log({self.label()}, n)")
        if self.random.random() < 0.5:
            self.put(depth + 1, f"if n == {self.random.randint(0, 2)}:")
            self.put(depth + 2, "break")

    def fails(self, depth, worker, budget):
        if worker < 0:  # main itself always goes on
            return self.say(depth, worker, budget)
        condition = self.random.choice(["len(tasks) % 2", "queue.empty()", "event.is_set()"])
        self.put(depth, f"if {condition}:")
        self.put(depth + 1, f"raise ValueError({self.label()})")

    def worker(self, number):
        self.put(0, f"async def w{number}():")
        self.put(1, "try:")
        self.body(2, number, 6)
        self.put(1, "except asyncio.CancelledError:")
        self.put(2, f'log("w{number} cancelled")')
        ending = self.random.random()
        if ending < 0.2:
            self.put(2, f"await asyncio.sleep({self.duration()})")
        self.put(2, "raise" if ending < 0.85 else f'return "w{number} stays"')
        self.put(1, "finally:")
        self.put(2, f'log("w{number} ends")')
        self.put(1, f'return "w{number}"')
        self.put(0, "")
        self.put(0, "")

    def program(self):
        for number in range(self.workers):
            self.worker(number)
        self.put(0, "async def main():")
        self.put(1, "global lock, semaphore, event, queue")
        self.put(1, "lock, semaphore, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()")
        self.put(1, "queue = asyncio.Queue(2)")
        self.put(1, "asyncio.get_running_loop().call_later(2, event.set)")
        self.put(1, "try:")
        self.put(2, "async with asyncio.timeout(4):")
        for _ in range(self.random.randint(2, 5)):
            self.statement(3, -1, 4)
        self.put(3, "log(await asyncio.gather(w0(), *tasks, return_exceptions=True))")
        self.put(1, "except TimeoutError:")
        self.put(2, 'log("main timed out")')
        self.put(0, "")
        self.put(0, "")
        self.put(0, "asyncio.run(main())")
        return HEAD + "\n" + "\n".join(self.lines) + "\n"


def main():
    folder, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, last + 1):
        with open(f"{folder}/seed_{seed:04}.py", "w", encoding="utf-8") as file:
            file.write(Writer(seed).program())


main()
