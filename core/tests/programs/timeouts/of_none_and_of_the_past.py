import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as never:
        print(never.when())
        await asyncio.sleep(1)
    try:
        async with asyncio.timeout_at(loop.time() - 0.5) as past:
            print("inside", past.when())
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("at once", loop.time())
    try:
        async with asyncio.timeout(-1):
            print("no await: no timeout")
    except TimeoutError:
        print("timeout anyway")


asyncio.run(main())
