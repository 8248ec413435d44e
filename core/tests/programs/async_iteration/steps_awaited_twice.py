# A step of an async generator is awaited once.
import asyncio
async def gen():
    yield 1
    yield 2
async def main():
    it = gen()
    nxt = it.__anext__()
    print(await nxt)
    for again in (1, 2):
        try:
            print(await nxt)
        except RuntimeError as e:
            print(e)
    s = it.asend(None)
    print(await s)
    try:
        await s
    except RuntimeError as e: print(e)
    c = it.aclose()
    await c
    try: await c
    except RuntimeError as e: print(e)
    nxt = it.__anext__()
    try: await nxt
    except StopAsyncIteration: print("over")
    try: await nxt
    except RuntimeError as e: print(e)
asyncio.run(main())
