import asyncio


async def quitter():
    asyncio.current_task().cancel()
    print("still running until the next await")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("now")
        raise


async def quiet():
    asyncio.current_task().cancel()
    return "returned before any await"


async def main():
    print(await asyncio.gather(quitter(), quiet(), return_exceptions=True))


asyncio.run(main())
