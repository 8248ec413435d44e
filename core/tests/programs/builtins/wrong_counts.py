# Wrong numbers of arguments, and arguments of wrong types, of functions written in C and in Python.
import asyncio
import math
import random


def t(function):
    try:
        print(repr(function()))
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: enumerate([1], star=1))
t(lambda: enumerate(start=1))
t(lambda: enumerate())
t(lambda: "abc".replace("a", "b", cnt=1))
t(lambda: "abc".join())
t(lambda: "abc".join("a", "b"))
t(lambda: "abc".zfill())
t(lambda: "abc".partition("a", "b"))
t(lambda: int("1", 2, 3))
t(lambda: str(b"a", "b", "c", "d"))
t(lambda: (5).bit_length(1))
t(lambda: int.bit_length())
t(lambda: (1.5).is_integer(1))
t(lambda: math.sqrt())
t(lambda: math.sqrt(1, 2))
t(lambda: random.choice())
t(lambda: random.randint(1))
t(lambda: random.randint())
t(lambda: random.randint(1, 2, 3))
t(lambda: random.sample([1]))
t(lambda: random.uniform("1", "2"))
t(lambda: random.uniform(1, 2))
t(lambda: random.random(1))
t(lambda: staticmethod())
t(lambda: classmethod(1, 2))
t(lambda: asyncio.create_task())
t(lambda: asyncio.ensure_future())
t(lambda: asyncio.iscoroutine())
t(lambda: math())


class Base:
    def __init__(self, a):
        self.a = a


class Derived(Base):
    def __init__(self, a):
        super.__init__(a)


t(lambda: Derived(1))
t(lambda: super.__init__())


class Told:
    def __repr__(self):
        self.told = True


t(lambda: str(Told()))
t(lambda: Told())


async def main():
    t(lambda: asyncio.gather([asyncio.sleep, 1]))
    t(lambda: asyncio.gather({"a": 1}))
    t(lambda: asyncio.gather(1))
    loop = asyncio.get_running_loop()
    print(loop.call_later(1, None), loop.call_soon(None))


asyncio.run(main())
