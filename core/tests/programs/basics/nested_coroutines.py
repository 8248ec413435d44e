import asyncio


async def nested():
    return 42


async def middle(n):
    if n == 0:
        return await nested()
    return 1 + await middle(n - 1)


async def main():
    coro = nested()
    print(asyncio.iscoroutine(coro), asyncio.iscoroutinefunction(nested))
    print(await coro)
    print(await middle(5))
    print(await asyncio.sleep(0.1, result="slept"))


asyncio.run(main())
