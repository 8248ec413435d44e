import asyncio


async def fetch():
    print("fetched once")
    await asyncio.sleep(0.2)
    return "page"


async def main():
    loop = asyncio.get_running_loop()
    coro = fetch()
    fut = loop.create_future()
    loop.call_later(0.1, fut.set_result, "from a future")
    task = asyncio.create_task(fetch())
    print(await asyncio.gather(coro, coro, fut, task, task))
    done = loop.create_future()
    done.set_result(1)
    print(await asyncio.gather(done, asyncio.sleep(0, 2)))


asyncio.run(main())
