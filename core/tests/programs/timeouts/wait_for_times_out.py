import asyncio


async def eternity():
    await asyncio.sleep(3600)
    print("yay!")


async def main():
    try:
        await asyncio.wait_for(eternity(), timeout=1.0)
    except TimeoutError as error:
        print("timeout!", repr(error), repr(error.__cause__), type(error) is asyncio.TimeoutError)
    print(await asyncio.wait_for(asyncio.sleep(0.5, "in time"), 1))
    print(await asyncio.wait_for(asyncio.sleep(0.5, "no limit"), None))


asyncio.run(main())
