import asyncio


async def job():
    print("never printed")
    await asyncio.sleep(1)


async def main():
    coro = job()
    coro.close()
    try:
        await coro
    except RuntimeError as error:
        print("RuntimeError:", error)
    coro = job()
    try:
        await asyncio.wait_for(coro, 0.5)
    except TimeoutError:
        print("timed out")
    try:
        await coro
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
