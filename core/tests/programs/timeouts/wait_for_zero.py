import asyncio


async def quick(n):
    print("quick starts", n)
    return n


async def main():
    for limit in (0, -1):
        try:
            print(await asyncio.wait_for(quick(1), limit))
        except TimeoutError:
            print("TimeoutError for", limit)
    done = asyncio.create_task(quick(2))
    await asyncio.sleep(0)
    print(await asyncio.wait_for(done, 0))
    fut = asyncio.get_running_loop().create_future()
    fut.set_result("ready")
    print(await asyncio.wait_for(fut, 0))


asyncio.run(main())
