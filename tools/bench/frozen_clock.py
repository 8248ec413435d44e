"""Runs programs on this Python's own asyncio with a clock that jumps instead of waiting.

usage: frozen_clock.py NAME...        names of the programs beside this file, without .py
Prints `python VERSION`, then `NAME SECONDS`, the best of some rounds: what a program costs without the waiting.
"""

import asyncio
import pathlib
import selectors
import sys
import time

ROUNDS = 5


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
    asyncio.set_event_loop_policy(Policy())
    print("python", sys.version.split()[0])
    for name in sys.argv[1:]:
        path = pathlib.Path(__file__).with_name(name + ".py")
        code = compile(path.read_text(encoding="utf-8"), path, "exec")
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.perf_counter()
            exec(code, {"__name__": "__main__"})
            best = min(best, time.perf_counter() - start)
        print(name, f"{best:.6f}")


main()
