"""How simulated threads wait for each other.

What threads share is touched between `sync()`, when the main clock has got to where the thread
stands, and `wake()`, which lets those that wait look again.
"""

from _asyncio import _block_until, _nanos, _sync as sync, _thread, _wait, _wake as wake

# Threads that were started and have not ended, and names of workers of pools.
alive = []


def wait_until(ready, timeout, what):
    """Wait until `ready()` holds; False where the timeout passed before."""
    if _thread() is None:
        return _block_until(ready, timeout, what)
    sync()
    until = None if timeout is None else _nanos() + round(timeout * 1e9)
    line = None
    while not ready():
        if until is not None and _nanos() >= until:
            return False
        line = _wait(until, line)
    return True
