import asyncio


async def work(stop):
    for n in range(10):
        stopper = asyncio.ensure_future(stop.wait())
        step = asyncio.ensure_future(asyncio.sleep(0.3, n))
        done, pending = await asyncio.wait({step, stopper}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        if stopper in done:
            return f"stopped in step {n}"
        print("step", step.result())
    return "finished"


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(1, stop.set)
    print(await work(stop))


asyncio.run(main())
