import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as cm:
            for n in range(5):
                await asyncio.sleep(0.8)
                print("alive", n, round(loop.time(), 3))
                if n < 2:
                    cm.reschedule(loop.time() + 1)
    except TimeoutError:
        print("expired at", round(loop.time(), 3), cm.expired())
    try:
        cm.reschedule(99)
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
