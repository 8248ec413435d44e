import asyncio


async def stream():
    try:
        n = 0
        while True:
            yield n
            n += 1
            await asyncio.sleep(0.1)
    finally:
        print("stream closing")
        await asyncio.sleep(0.1)
        print("stream closed")


async def main():
    async for n in stream():
        print("item", n)
        if n == 2:
            break
    print("after the loop")
    await asyncio.sleep(0.5)
    print("main ends")


asyncio.run(main())
