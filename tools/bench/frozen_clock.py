"""Runs a program on this Python's own asyncio with a clock that jumps instead of waiting.

usage: frozen_clock.py PROGRAM.py [ROUNDS]
Prints `python VERSION seconds N`, the best of the rounds: what the program costs without the waiting.
"""

import asyncio
import selectors
import sys
import time


class JumpingSelector(selectors.SelectSelector):
    """Moves the loop's clock by the timeout at once; there are no files to wait for."""

    loop = None

    def select(self, timeout=None):
        self.loop.now += timeout or 0
        return []


class FrozenLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = JumpingSelector()
        selector.loop = self
        super().__init__(selector)

    def time(self):
        return self.now


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return FrozenLoop()


def main():
    path, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    asyncio.set_event_loop_policy(Policy())
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        exec(code, {"__name__": "__main__"})
        best = min(best, time.perf_counter() - start)
    print("python", sys.version.split()[0], "seconds", f"{best:.6f}")


main()
