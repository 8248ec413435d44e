import asyncio
from enum import Enum


class State(Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class Breaker:
    def __init__(self, limit, reset):
        self.limit, self.reset = limit, reset
        self.failures, self.opened_at, self.state = 0, 0.0, State.CLOSED

    async def call(self, function, *args):
        now = asyncio.get_running_loop().time()
        if self.state is State.OPEN:
            if now - self.opened_at < self.reset:
                raise RuntimeError("circuit open")
            self.state = State.HALF_OPEN
        try:
            result = await function(*args)
        except ConnectionError:
            self.failures += 1
            if self.failures >= self.limit or self.state is State.HALF_OPEN:
                self.state, self.opened_at = State.OPEN, now
            raise
        self.failures, self.state = 0, State.CLOSED
        return result


async def service(n):
    await asyncio.sleep(0.1)
    if 2 <= n <= 5:
        raise ConnectionError(f"call {n}")
    return f"ok {n}"


async def main():
    breaker = Breaker(limit=2, reset=1.0)
    for n in range(10):
        try:
            print(n, await breaker.call(service, n), breaker.state.value)
        except (ConnectionError, RuntimeError) as error:
            print(n, type(error).__name__, error, breaker.state.value)
        await asyncio.sleep(0.3)


asyncio.run(main())
