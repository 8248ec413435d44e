import asyncio


async def fail(error):
    await asyncio.sleep(0.1)
    raise error


async def hang():
    await asyncio.sleep(10)


async def main():
    victim = asyncio.create_task(hang())
    asyncio.get_running_loop().call_later(0.2, victim.cancel)
    results = await asyncio.gather(
        fail(ValueError("bad value")),
        asyncio.sleep(0.3, "fine"),
        victim,
        fail(ZeroDivisionError("oops")),
        return_exceptions=True,
    )
    for r in results:
        print(type(r).__name__, repr(r))
    print([isinstance(r, Exception) for r in results])


asyncio.run(main())
