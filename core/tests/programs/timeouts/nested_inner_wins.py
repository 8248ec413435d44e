import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(2) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner", loop.time(), inner.expired(), outer.expired())
            await asyncio.sleep(5)
    except TimeoutError:
        print("outer", loop.time(), inner.expired(), outer.expired())
    print("cancelling", asyncio.current_task().cancelling())


asyncio.run(main())
