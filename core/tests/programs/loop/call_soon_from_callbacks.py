import asyncio


def countdown(loop, n, future):
    print("tick", n)
    if n == 0:
        future.set_result("over")
    else:
        loop.call_soon(countdown, loop, n - 1, future)


async def ping():
    for n in range(3):
        print("ping", n)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(ping())
    loop.call_soon(countdown, loop, 3, future)
    print(await future)
    await task


asyncio.run(main())
