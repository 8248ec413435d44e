"""An object of one's own with acquire and release is entered as a lock is."""

import asyncio
from asyncio.locks import _ContextManagerMixin


class Turnstile(_ContextManagerMixin):
    def __init__(self):
        self.inside = 0

    async def acquire(self):
        await asyncio.sleep(0.1)
        self.inside += 1

    def release(self):
        self.inside -= 1


async def main():
    turnstile = Turnstile()
    async with turnstile as nothing:
        print(nothing, turnstile.inside)
    print(turnstile.inside, isinstance(asyncio.Lock(), _ContextManagerMixin))


asyncio.run(main())
