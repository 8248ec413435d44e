# In debug mode handles tell their arguments, those of partials too, also when cancelled.
import asyncio
import functools


def work(a, b, *, c=3):
    pass


class K:
    def m(self, x):
        pass

    def __call__(self):
        pass

    def __repr__(self):
        return "<K>"


def shown(what):
    return repr(what).partition(" created at")[0].partition(" at ")[0].rstrip(">")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    for h in (
        loop.call_soon(functools.partial(work, 1, b=2)),
        loop.call_soon(functools.partial(work, 1), "b"),
        loop.call_later(1, functools.partial(work, "x" * 100, b=[1, 2, 3] * 20), 4),
        loop.call_soon(functools.partial(functools.partial(work, 1), 2, c=3)),
        loop.call_soon(K().m, 3),
        loop.call_soon(K()),
        loop.call_soon(functools.partial(K().m, 3)),
        loop.call_soon(print, "a", 1),
        loop.call_soon(lambda x: x, 4),
        loop.call_soon(functools.partial(print, end="")),
    ):
        print(shown(h))
        h.cancel()
        print(shown(h))
    f = loop.create_future()
    f.add_done_callback(functools.partial(work, 1))
    print(shown(f))
    f.add_done_callback(functools.partial(work, 1, b=2))
    print(shown(f))
    loop.set_debug(False)
    for h in (
        loop.call_soon(functools.partial(work, 1, b=2)),
        loop.call_soon(functools.partial(work, 1), "b"),
        loop.call_soon(print, "a", 1),
        loop.call_soon(K().m, 1),
    ):
        print(shown(h))
        h.cancel()
        print(shown(h))
    f = loop.create_future()
    f.add_done_callback(functools.partial(work, 1))
    print(shown(f))
    f.add_done_callback(K().m)
    print(shown(f))


asyncio.run(main())
