import asyncio


async def background(n):
    try:
        for i in range(10):
            await asyncio.sleep(n)
            print("tick", n, i)
    except asyncio.CancelledError:
        print("stopped", n)
        raise
    finally:
        print("finally", n)


async def main():
    tasks = [asyncio.create_task(background(n / 10)) for n in (2, 3, 5)]
    await asyncio.sleep(0.65)
    print("main leaves", len(tasks), "tasks")


asyncio.run(main())
