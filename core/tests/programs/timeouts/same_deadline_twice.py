import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(1)
                    print("slept")
            except TimeoutError:
                print("inner caught it")
            await asyncio.sleep(1)
    except TimeoutError:
        print("outer caught it at", loop.time())
    print(inner.expired(), outer.expired())


asyncio.run(main())
