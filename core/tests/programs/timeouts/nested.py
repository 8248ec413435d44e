import asyncio


async def attempt(outer, inner):
    try:
        async with asyncio.timeout(outer):
            try:
                async with asyncio.timeout(inner):
                    await asyncio.sleep(3)
            except TimeoutError:
                print("inner timed out")
                await asyncio.sleep(0.5)
                print("inner recovered")
    except TimeoutError:
        print("outer timed out")
    print("cancelling:", asyncio.current_task().cancelling())


async def main():
    await attempt(2, 1)
    await attempt(1, 2)
    await attempt(1, 1)
    await attempt(1.2, 1)


asyncio.run(main())
