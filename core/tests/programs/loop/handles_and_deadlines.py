import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(n / 4, print, "timer", n) for n in range(4)]
    print([round(handle.when(), 2) for handle in handles])
    handles[2].cancel()
    print([handle.cancelled() for handle in handles])
    soon = loop.call_soon(print, "soon")
    soon.cancel()
    await asyncio.sleep(1)
    print(soon.cancelled())


asyncio.run(main())
