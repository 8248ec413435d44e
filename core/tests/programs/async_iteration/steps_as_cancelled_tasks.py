import asyncio
async def g(n):
    try:
        yield 1
        yield 2
    except BaseException as e: print(n, "got", repr(e)); raise
    finally: print(n, "fin")
async def main():
    for n, make in (("asend", lambda a: a.asend(None)), ("aclose", lambda a: a.aclose()), ("athrow", lambda a: a.athrow(KeyError("k")))):
        for started in (False, True):
            a = g(n)
            if started: await anext(a)
            t = asyncio.create_task(make(a)); t.cancel("before")
            print(n, started, await asyncio.gather(t, return_exceptions=True), t)
            print(await anext(a, "end"))
            t = asyncio.create_task(make(a)); await asyncio.sleep(0); print(t.done(), await asyncio.gather(t, return_exceptions=True))
    a = g("x"); await anext(a)
asyncio.run(main())
