import asyncio


async def main():
    try:
        async with asyncio.timeout(1.5) as cm:
            print("expired?", cm.expired(), cm.when())
            await asyncio.sleep(1)
            print("one second passed")
            await asyncio.sleep(1)
            print("never")
    except TimeoutError:
        print("timed out, expired:", cm.expired())
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 10)
        await asyncio.sleep(2)
    print("left in time", cm.expired())
    async with asyncio.timeout(1):
        pass
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + 0.25):
            await asyncio.sleep(1)
    except TimeoutError:
        print(f"{loop.time():.2f}")


asyncio.run(main())
